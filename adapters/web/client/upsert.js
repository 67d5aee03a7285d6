// The swap style `upsert`: messages take their place by id, or update the one that is there.
import { announce } from './announce.js';
import { isAtEnd, showBeginning } from './scroll.js';

/** @type {{ htmx: { registerExtension(name: string, extension: object): void } }} */
const { htmx } = /** @type {never} */ (globalThis);

/** @type {{ morph(target: Element, fragment: DocumentFragment, inner: boolean): void }} */
let htmxApi;

/**
 * @param {Element} list
 * @param {HTMLElement} message
 */
function insertInOrder(list, message) {
  if (insertBeneath(list, message)) return;
  const id = Number(message.dataset.id);
  const items = /** @type {HTMLElement[]} */ ([
    ...list.querySelectorAll(':scope > .message:not([data-beneath])'),
  ]);
  const next = items.find((item) => Number(item.dataset.id) > id);
  // Older than all that the page shows: it belongs to an earlier page.
  if (next && next === items[0] && list.parentElement?.querySelector('.earlier')) return;
  const wasAtEnd = isAtEnd(list);
  list.insertBefore(message, next ?? null);
  if (wasAtEnd && !next) showBeginning(message);
  if (message.dataset.author !== document.body.dataset.me) announce(message);
}

/**
 * What was said to a click stands beneath the message that was pressed, after what was said to earlier ones, and in view.
 * @param {Element} list
 * @param {HTMLElement} message
 */
function insertBeneath(list, message) {
  const { beneath } = message.dataset;
  const pressed = list.querySelector(`:scope > #m-${beneath}`);
  if (!beneath || (!pressed && list.id !== `replies-${beneath}`)) return false;
  const above = new Set([beneath]);
  let next = pressed ? pressed.nextElementSibling : list.firstElementChild;
  while (next instanceof HTMLElement && above.has(next.dataset.beneath ?? '')) {
    above.add(next.dataset.id ?? '');
    next = next.nextElementSibling;
  }
  list.insertBefore(message, next);
  message.scrollIntoView({ block: 'nearest' });
  announce(message);
  return true;
}

htmx.registerExtension('upsert', {
  init(/** @type {typeof htmxApi} */ api) {
    htmxApi = api;
  },
  handle_swap(
    /** @type {string} */ style,
    /** @type {Element} */ list,
    /** @type {DocumentFragment} */ fragment,
  ) {
    if (style !== 'upsert') return false;
    const messages = /** @type {HTMLElement[]} */ ([...fragment.children]);
    for (const message of messages) {
      const existing = document.getElementById(message.id);
      if (!existing) {
        insertInOrder(list, message);
        continue;
      }
      const update = document.createDocumentFragment();
      update.append(message);
      htmxApi.morph(existing, update, false);
    }
    return messages.filter((message) => message.isConnected);
  },
});
