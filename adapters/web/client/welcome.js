// The welcome's step that is a command: into the message box with it, unless something stands there.

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-command]') : null;
  const box = document.getElementById('text-channel');
  if (!(link instanceof HTMLElement) || !(box instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  box.focus();
  if (box.value.trim() !== '') return;
  box.value = link.dataset.command ?? '';
  box.dispatchEvent(new Event('input', { bubbles: true }));
});
