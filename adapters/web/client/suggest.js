// Suggestions while a command is typed: a listbox that the message box controls.
import { say } from './announce.js';

/** @type {AbortController | undefined} */
let asking;

/** @param {EventTarget | null} target */
function partsOf(target) {
  const form = target instanceof HTMLTextAreaElement ? target.closest('form.composer') : null;
  const list = form?.querySelector('[role=listbox]');
  if (!(form instanceof HTMLFormElement) || !(list instanceof HTMLElement)) return undefined;
  const box = /** @type {HTMLTextAreaElement} */ (target);
  return {
    box,
    list,
    options: /** @type {HTMLElement[]} */ ([...list.children]),
    address: form.dataset.suggest ?? '',
  };
}

/** @typedef {NonNullable<ReturnType<typeof partsOf>>} Parts */

/**
 * @param {Parts} parts
 * @param {HTMLElement | undefined} chosen
 */
function select({ box, list, options }, chosen) {
  for (const option of options) option.setAttribute('aria-selected', String(option === chosen));
  list.hidden = options.length === 0;
  chosen?.scrollIntoView({ block: 'nearest' });
  if (chosen) box.setAttribute('aria-activedescendant', chosen.id);
  else box.removeAttribute('aria-activedescendant');
}

/** @param {Parts} parts */
function close({ box, list }) {
  asking?.abort();
  list.replaceChildren();
  list.hidden = true;
  box.removeAttribute('aria-activedescendant');
}

/** @param {Parts} parts */
async function suggest(parts) {
  const { box, list, address } = parts;
  asking?.abort();
  const command = /^\/(interview\s)?/i.exec(box.value);
  if (!command || box.value.includes('\n')) return close(parts);
  // Before the name is typed in full, everything that begins like it.
  const typed = command[1] ? box.value.slice(command[0].length) : '';
  if (!command[1] && !'/interview'.startsWith(box.value.toLowerCase())) return close(parts);
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(`${address}?text=${encodeURIComponent(typed)}`, { signal });
    if (!response.ok) return close(parts);
    const options = await response.text();
    if (!signal.aborted) list.innerHTML = options;
  } catch {
    if (!signal.aborted) close(parts);
    return;
  }
  if (signal.aborted) return;
  for (const [index, option] of [...list.children].entries()) option.id = `${list.id}-${index}`;
  const now = partsOf(box);
  // Behind a finished word, or a command that is complete, suggestions are only offered: Enter sends it as it stands.
  const whole = `/${typed.trim().toLowerCase()} `;
  const isComplete = now?.options.some(({ dataset }) => dataset.text?.toLowerCase().startsWith(whole));
  const offered = /\s$/.test(box.value) || isComplete;
  if (now) select(now, offered ? undefined : now.options[0]);
  if (list.children.length > 0) say(`${list.children.length} suggestions`);
}

/**
 * @param {Parts} parts
 * @param {HTMLElement} option
 */
function accept(parts, option) {
  const { box } = parts;
  const text = (option.dataset.text ?? '').replace(/^\/(?!interview\b)/i, '/interview ').trimEnd();
  const changed = box.value.trimEnd() !== text;
  close(parts);
  box.value = `${text} `;
  box.focus();
  if (changed) box.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener('input', ({ target }) => {
  const parts = partsOf(target);
  if (parts) void suggest(parts);
});

document.addEventListener(
  'keydown',
  (event) => {
    const parts = partsOf(event.target);
    if (!parts || parts.list.hidden || event.isComposing) return;
    const { options } = parts;
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const option = options[at];
    if (event.key === 'ArrowDown') select(parts, options[(at + 1) % options.length]);
    else if (event.key === 'ArrowUp') select(parts, options.at(Math.max(at, 0) - 1));
    else if (event.key === 'Escape') close(parts);
    else if (option && !event.shiftKey && (event.key === 'Tab' || event.key === 'Enter'))
      accept(parts, option);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener('mousedown', (event) => {
  const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
  const box = option?.closest('form')?.querySelector('textarea');
  const parts = partsOf(box ?? null);
  if (!parts || !(option instanceof HTMLElement)) return;
  event.preventDefault();
  accept(parts, option);
});

document.addEventListener('focusout', ({ target }) => {
  const parts = partsOf(target);
  if (parts) close(parts);
});
