// Times in the reader's own zone and language.

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const formats = {
  time: { timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  'day-and-time': { dateStyle: 'medium', timeStyle: 'short' },
};
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
/** @type {[unit: Intl.RelativeTimeFormatUnit, seconds: number][]} */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function formatTimes() {
  for (const time of document.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    time.title = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' }).format(at);
    const style = time.closest('.when') ? 'time' : (time.dataset.style ?? 'time');
    const text =
      style === 'relative' ? relative(at) : new Intl.DateTimeFormat(undefined, formats[style]).format(at);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** @param {Date} at */
function relative(at) {
  const seconds = (at.getTime() - Date.now()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return size === 1 ? 'just now' : ago.format(Math.round(seconds / size), unit);
}

setInterval(formatTimes, 60_000);
