/** Why feedback failed whose coach didn't answer for a day; any other reason is a fault of ours. */
export const longAway = 'long-away';

/** What the author of an answer reads that no coach read. */
export function sayUnread(error: string | null): string {
  return error === longAway
    ? 'The AI coach couldn’t be reached for a day, so this answer has no feedback yet. Your answer counts, and mentors see it first.'
    : 'Whetstone couldn’t read this answer because of a bug of ours. Your answer counts, and mentors see it first.';
}
