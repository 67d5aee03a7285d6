// What the server's HTML can't do alone. Every listener sits on the document: htmx replaces what is inside.
// In this order: htmx begins to work in a later task, when everything here has taken its place.
import './htmx.js';
import './hx-sse.js';
import './upsert.js';
import './composer.js';
import './suggest.js';
import './dialogs.js';
import './live.js';
import './menus.js';
import './threads.js';
import './welcome.js';
import { showLast } from './scroll.js';
import { arrange } from './timeline.js';
import { formatTimes } from './times.js';
import { lookAtWhatIsInView } from './unread.js';

formatTimes();
arrange();
if (!location.hash) showLast(document);
lookAtWhatIsInView();
document.addEventListener('htmx:after:swap', () => {
  formatTimes();
  arrange();
  lookAtWhatIsInView();
});
