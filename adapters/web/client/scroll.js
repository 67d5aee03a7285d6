// Scrollers begin at their end and stay there. But a card that is taller than they are is read from its beginning.

const nearPx = 40;

/** @param {Element} list */
export function isAtEnd(list) {
  const scroller = list.closest('.scroller');
  return scroller !== null && scroller.scrollTop > -nearPx;
}

/** @param {Element} message */
export function showBeginning(message) {
  const top = message.closest('.scroller')?.getBoundingClientRect().top;
  if (top === undefined || !message.matches('.bot')) return;
  if (message.getBoundingClientRect().top < top) message.scrollIntoView({ block: 'start' });
}

/** @param {ParentNode} part */
export function showLast(part) {
  for (const list of part.querySelectorAll('.messages:last-of-type'))
    if (list.lastElementChild) showBeginning(list.lastElementChild);
}
