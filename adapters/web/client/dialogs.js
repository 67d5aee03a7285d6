// Dialogs come from the server as HTML; here they open, close, count characters and point at mistakes.

const holder = document.getElementById('dialog');
/** @type {Element | null} */
let opener = null;

document.addEventListener('htmx:after:swap', () => {
  const dialog = holder?.querySelector('dialog');
  if (dialog && !dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  if (!dialog && opener) giveBackFocus();
  const wrong = markMistakes();
  if (wrong) wrong.focus();
});

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  if (target.closest('[data-close]') || target.matches('dialog')) target.closest('dialog')?.close();
});

document.addEventListener(
  'close',
  ({ target }) => {
    if (!(target instanceof HTMLDialogElement)) return;
    target.remove();
    giveBackFocus();
  },
  { capture: true },
);

/** Its menu may have closed meanwhile: then to the button that opens the menu. */
function giveBackFocus() {
  const menu = opener?.closest('details.menu');
  const target = menu ? menu.querySelector('summary') : opener;
  opener = null;
  if (target instanceof HTMLElement && target.isConnected) target.focus();
}

/** Ties the sentences that came for fields to the fields; returns the first one that has one. */
function markMistakes() {
  /** @type {HTMLElement | undefined} */
  let first;
  for (const error of document.querySelectorAll('dialog .error, .form-page .error')) {
    const field = document.getElementById(error.id.replace('error-', 'field-'));
    if (!field) continue;
    const wrong = error.textContent !== '';
    if (wrong) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    if (wrong) first ??= field;
  }
  return first;
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

/** @param {TextField} field */
function count(field) {
  const over = field.value.length - Number(field.dataset.max);
  field.setCustomValidity(over > 0 ? `This is ${over.toLocaleString('en')} characters too long.` : '');
}

document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLElement) || !target.closest('[data-form]')) return;
  if (target.dataset.max) count(/** @type {TextField} */ (target));
  // One of several checkboxes belongs to the fieldset around them.
  const field = target.closest('[id^="field-"]');
  const error = document.getElementById(field?.id.replace('field-', 'error-') ?? '');
  if (error?.matches('.error')) error.textContent = '';
  field?.removeAttribute('aria-invalid');
});

// A request that fails must not look as if nothing had been clicked.
document.addEventListener('htmx:error', (event) => {
  const form = event.target instanceof Element ? event.target.closest('[data-form]') : null;
  const error = form?.querySelector('#error-form');
  if (error) error.textContent = 'It could not be sent. Nothing is lost: try again in a moment.';
});
