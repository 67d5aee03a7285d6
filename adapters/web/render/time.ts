import { type Html, html } from './html.ts';

export type TimeStyle = 'time' | 'day' | 'day-and-time' | 'relative';

const formats: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  'day-and-time': { dateStyle: 'medium', timeStyle: 'short' },
  relative: { dateStyle: 'medium', timeStyle: 'short' },
};

/** In UTC until client/times.js rewrites it in the reader's own zone. */
export function renderTime(time: Date, style: TimeStyle): Html {
  const text = new Intl.DateTimeFormat('en-GB', { ...formats[style], timeZone: 'UTC' }).format(time);
  return html`<time datetime="${time.toISOString()}" data-style="${style}">${text} UTC</time>`;
}
