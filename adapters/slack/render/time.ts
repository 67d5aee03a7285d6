import type { Inline } from '../../../src/chat/card.ts';

type Time = Extract<Inline, { readonly time: Date }>;

/** Slack shows these in the reader's zone. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const formats: Record<Time['style'], string> = {
  time: '{time}',
  day: '{date_short_pretty}',
  'day-and-time': '{date_short_pretty} at {time}',
  relative: '{ago}',
};

const fallbacks: Record<Time['style'], Intl.DateTimeFormatOptions> = {
  time: { timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  'day-and-time': { dateStyle: 'medium', timeStyle: 'short' },
  relative: { dateStyle: 'medium', timeStyle: 'short' },
};

/** For clients that can't format dates. */
export function fallbackTime(time: Date, style: Time['style']): string {
  return `${new Intl.DateTimeFormat('en-GB', { ...fallbacks[style], timeZone: 'UTC' }).format(time)} UTC`;
}

export function slackTime({ time, style }: Time): { timestamp: number; format: string; fallback: string } {
  return {
    timestamp: Math.floor(time.getTime() / 1000),
    format: formats[style],
    fallback: fallbackTime(time, style),
  };
}
