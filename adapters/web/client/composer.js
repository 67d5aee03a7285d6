// The message box: keys, drafts that survive a reload, and never losing what was typed.

const longest = 40_000;

/** @param {EventTarget | null} target */
function composerOf(target) {
  return target instanceof Element
    ? /** @type {HTMLFormElement | null} */ (target.closest('form.composer'))
    : null;
}

/** @param {HTMLFormElement} form */
const boxOf = (form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
/** @param {HTMLFormElement} form */
const draftOf = (form) => `draft:${form.dataset.draft}`;

/**
 * @param {HTMLFormElement} form
 * @param {string} text
 */
function complain(form, text) {
  const problem = form.querySelector('.error');
  if (problem) problem.textContent = text;
}

/** A key of its own for every message, so that one sent twice appears once. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes]
    .map((byte, index) => ([4, 6, 8, 10].includes(index) ? '-' : '') + byte.toString(16).padStart(2, '0'))
    .join('');
}

/** @param {HTMLFormElement} form */
function renewKey(form) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem('key')).value = newKey();
}

function restoreDrafts() {
  for (const element of document.querySelectorAll('form.composer')) {
    const form = /** @type {HTMLFormElement} */ (element);
    const box = boxOf(form);
    if (box.value === '') box.value = sessionStorage.getItem(draftOf(form)) ?? '';
  }
}
restoreDrafts();
document.addEventListener('htmx:after:swap', restoreDrafts);

document.addEventListener('input', ({ target }) => {
  const form = composerOf(target);
  if (!form) return;
  sessionStorage.setItem(draftOf(form), boxOf(form).value);
  if (form.dataset.tried) renewKey(form);
  delete form.dataset.tried;
});

document.addEventListener('keydown', (event) => {
  const form = composerOf(event.target);
  if (!form || event.defaultPrevented || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener('htmx:before:request', (event) => {
  const form = composerOf(event.target);
  if (!form) return;
  const { length } = boxOf(form).value;
  if (boxOf(form).value.trim() === '') event.preventDefault();
  if (length <= longest) {
    form.closest('main, aside')?.querySelector('.scroller')?.scrollTo({ top: 0 });
    return;
  }
  event.preventDefault();
  const count = length.toLocaleString('en');
  complain(
    form,
    `This has ${count} characters, and a message can have 40,000. Shorten it or send it in two parts.`,
  );
});

document.addEventListener('htmx:after:request', (event) => {
  const form = composerOf(event.target);
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (!form || ctx.sourceElement !== form) return;
  if (ctx.response.status >= 400) {
    form.dataset.tried = 'yes';
    if (ctx.response.status >= 500 || ctx.response.status === 413) complain(form, failure);
    return;
  }
  boxOf(form).value = '';
  sessionStorage.removeItem(draftOf(form));
  document.getElementById('replying')?.replaceChildren();
  complain(form, '');
  renewKey(form);
});

const failure = 'It could not be sent. Your text is still here: try again in a moment.';
document.addEventListener('htmx:error', (event) => {
  const form = composerOf(event.target);
  if (!form) return;
  form.dataset.tried = 'yes';
  complain(form, failure);
});
