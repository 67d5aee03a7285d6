// Menus are <details>: here they close like menus do.
import { notify } from './announce.js';

/** @param {Element | null} [except] */
function closeMenus(except) {
  for (const menu of document.querySelectorAll('details.menu[open], details.switcher[open]'))
    if (menu !== except) menu.removeAttribute('open');
}

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const menu = target.closest('details.menu, details.switcher');
  closeMenus(menu);
  if (target.closest('.menu-panel')) menu?.removeAttribute('open');
});

/** Opens upwards where there is more room above: what hangs out below a reversed scroller can't be reached. */
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches('.menu')) return;
    const button = target.getBoundingClientRect();
    const room = target.closest('.scroller')?.getBoundingClientRect();
    const height = target.querySelector('.menu-panel')?.clientHeight ?? 0;
    if (!room) return;
    const below = room.bottom - button.bottom;
    target.toggleAttribute('data-flow-up', below < height + 12 && button.top - room.top > below);
  },
  { capture: true },
);

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const menu = document.activeElement?.closest('details.menu[open], details.switcher[open]');
  if (menu) {
    menu.removeAttribute('open');
    menu.querySelector('summary')?.focus();
    event.preventDefault();
  } else if (location.hash === '#sidebar') location.hash = '#main';
});

document.addEventListener('click', async (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-copy-link]') : null;
  if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  notify('Link copied');
});

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-clear]') : null;
  if (button instanceof HTMLElement) document.getElementById(button.dataset.clear ?? '')?.replaceChildren();
});

// A click that fails must not look as if nothing had happened. Message boxes and dialogs say so themselves.
for (const failure of ['htmx:error', 'htmx:response:error'])
  document.addEventListener(failure, (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    const status = ctx?.response?.status ?? 500;
    const element = event.target instanceof Element ? event.target : document.body;
    if (status >= 500 && !element.matches('[data-seen]') && !element.closest('.composer, [data-form], #live'))
      notify('That did not work. Try again in a moment.');
  });
