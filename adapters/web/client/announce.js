const announcer = document.getElementById('announcer');
const notice = document.getElementById('notice');
const noticeMs = 8_000;

/**
 * Reads a new message to those who listen.
 * @param {Element} message
 */
export function announce(message) {
  const author = message.querySelector('.author')?.textContent ?? '';
  const card = message.querySelector('.card');
  const words = card ? card.getAttribute('aria-label') : message.querySelector('.text')?.textContent;
  say(`${author}: ${words ?? ''}`.slice(0, 300));
}

/** @param {string} text */
export function say(text) {
  if (announcer) announcer.textContent = text;
}

/**
 * Says something to everybody for a while.
 * @param {string} text
 */
export function notify(text) {
  if (notice) notice.textContent = text;
}

// Notices come from the server as well: whatever stands there goes after a while.
let clearing = 0;
if (notice)
  new MutationObserver(() => {
    clearTimeout(clearing);
    if (notice.textContent) clearing = setTimeout(() => notice.replaceChildren(), noticeMs);
  }).observe(notice, { childList: true, characterData: true, subtree: true });
