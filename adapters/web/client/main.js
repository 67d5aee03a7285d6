// What the server's HTML can't do alone. Every listener sits on the document: htmx replaces what is inside.
import './upsert.js';
import './composer.js';
import './suggest.js';
import './dialogs.js';
import './menus.js';
import './threads.js';
import { arrange } from './timeline.js';
import { formatTimes } from './times.js';

formatTimes();
arrange();
document.addEventListener('htmx:after:swap', () => {
  formatTimes();
  arrange();
});

const offline = document.getElementById('offline');
document.addEventListener('htmx:sse:error', () => offline?.removeAttribute('hidden'));
document.addEventListener('htmx:sse:after:connection', () => offline?.setAttribute('hidden', ''));
