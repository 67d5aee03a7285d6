// Days between messages, and messages that continue the one above: both depend on neighbours and the reader's zone.

const closeMs = 5 * 60_000;
const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });

export function arrange() {
  for (const list of document.querySelectorAll('.messages')) arrangeList(list);
}

/** @param {Element} list */
function arrangeList(list) {
  /** @type {{ author: string | undefined, at: Date } | undefined} */
  let above;
  for (const separator of list.querySelectorAll(':scope > .day')) separator.remove();
  for (const item of list.querySelectorAll(':scope > .message:not([data-beneath])')) {
    const message = /** @type {HTMLElement} */ (item);
    const at = new Date(message.querySelector('time')?.dateTime ?? '');
    const { author } = message.dataset;
    const newDay = above?.at.toDateString() !== at.toDateString();
    if (newDay && list.id === 'messages') message.before(separatorFor(at));
    const continues =
      !newDay && above && above.author === author && at.getTime() - above.at.getTime() < closeMs;
    message.dataset.flow = continues && !message.matches('.private, .bot') ? 'continues' : 'starts';
    above = { author: message.matches('.private') ? undefined : author, at };
  }
}

/** @param {Date} day */
function separatorFor(day) {
  const item = document.createElement('li');
  item.className = 'day';
  const label = document.createElement('span');
  label.textContent = nameOf(day);
  item.append(label);
  return item;
}

/** @param {Date} day */
function nameOf(day) {
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (day.toDateString() === new Date().toDateString()) return 'Today';
  return day.toDateString() === yesterday.toDateString() ? 'Yesterday' : dayName.format(day);
}
