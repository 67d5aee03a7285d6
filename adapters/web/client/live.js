// Says when the live connection is lost. htmx restores one that broke; one that never began is begun anew here.

/** @type {{ htmx: { process(element: Element, force: boolean): void } }} */
const { htmx } = /** @type {never} */ (globalThis);

const pauseMs = 3_000;
const tooMany = 'Too many pages are open to keep this one up to date. Close another one.';
const live = document.getElementById('live');
const offline = document.getElementById('offline');
const reconnecting = offline?.textContent ?? '';

/** @param {boolean} cutOff @param {string} words */
function show(cutOff, words = reconnecting) {
  if (!offline) return;
  offline.hidden = !cutOff;
  offline.textContent = words;
}

document.addEventListener('htmx:sse:error', () => show(true));
document.addEventListener('htmx:sse:after:connection', () => show(false));

for (const failure of ['htmx:error', 'htmx:response:error'])
  live?.addEventListener(failure, (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail ?? {};
    show(true, ctx?.response?.status === 429 ? tooMany : reconnecting);
    setTimeout(() => htmx.process(live, true), pauseMs);
  });
