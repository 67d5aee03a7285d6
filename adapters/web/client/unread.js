// Tells the server what is in view, and takes the marks of that away at once.

/** @type {{ htmx: { ajax(verb: string, path: string, options: object): void } }} */
const { htmx } = /** @type {never} */ (globalThis);

/** The last message of each list that was told. @type {Map<string, number>} */
const told = new Map();

export function lookAtWhatIsInView() {
  if (document.visibilityState !== 'visible') return;
  for (const list of document.querySelectorAll('[data-seen]'))
    if (list.checkVisibility()) lookAt(/** @type {HTMLElement} */ (list));
}

/** @param {HTMLElement} list */
function lookAt(list) {
  const { seen = '', thread, channel } = list.dataset;
  const marks = thread ? `#m-${thread} .unread` : `#unread-${CSS.escape(channel ?? '')}, #unread_back`;
  for (const mark of document.querySelectorAll(marks)) mark.replaceChildren();
  const messages = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(':scope > .message')]);
  const last = Math.max(0, ...messages.map(({ dataset }) => Number(dataset.id)));
  if (last <= (told.get(list.id) ?? 0)) return;
  told.set(list.id, last);
  htmx.ajax('POST', seen, {
    source: list,
    swap: 'none',
    values: { message: last, ...(thread && { thread }) },
  });
}

document.addEventListener('visibilitychange', lookAtWhatIsInView);
