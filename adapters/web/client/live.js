// Says when the live connection is lost. htmx restores one that broke; one that never began is begun anew here.

/** @type {{ htmx: { process(element: Element, force: boolean): void } }} */
const { htmx } = /** @type {never} */ (globalThis);

const pauseMs = 3_000;
const live = document.getElementById('live');
const offline = document.getElementById('offline');

/** @param {boolean} cutOff */
function show(cutOff) {
  if (offline) offline.hidden = !cutOff;
}

document.addEventListener('htmx:sse:error', () => show(true));
document.addEventListener('htmx:sse:after:connection', () => show(false));

for (const failure of ['htmx:error', 'htmx:response:error'])
  live?.addEventListener(failure, () => {
    show(true);
    setTimeout(() => htmx.process(live, true), pauseMs);
  });
