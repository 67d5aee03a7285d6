// The thread beside the channel: focus goes in when it opens and back when it closes.

import { showLast } from './scroll.js';
import { lookAtWhatIsInView } from './unread.js';

const side = document.getElementById('side');

document.addEventListener('htmx:after:swap', (event) => {
  const source = /** @type {CustomEvent} */ (event).detail.ctx.sourceElement;
  if (!(source instanceof HTMLElement)) return;
  if (source.matches('[data-opens-thread]')) enter();
  if (source.dataset.focus) document.getElementById(source.dataset.focus)?.focus();
});

/** To the box where there is a keyboard; on a phone one would pop up over what is to be read. */
function enter() {
  const target = matchMedia('(hover: hover)').matches ? '#text-thread' : '#thread-title';
  const element = side?.querySelector(target);
  if (element instanceof HTMLElement) element.focus();
  if (side) showLast(side);
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-close-thread]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  closeThread(link);
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !side?.contains(document.activeElement)) return;
  const link = side.querySelector('[data-close-thread]');
  if (link instanceof HTMLAnchorElement) closeThread(link);
});

/** @param {HTMLAnchorElement} link */
function closeThread(link) {
  history.pushState({ htmx: true }, '', link.pathname);
  side?.replaceChildren();
  lookAtWhatIsInView();
  const root = document.getElementById(`m-${link.dataset.closeThread}`);
  const back =
    root?.querySelector('.thread-link') ??
    root?.querySelector('summary') ??
    document.getElementById('text-channel');
  if (back instanceof HTMLElement) back.focus();
}
