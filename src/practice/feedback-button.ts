import type { Button } from '../chat/card.ts';

/** Shows an author the feedback on their answer, as soon as there is some. */
export function showFeedbackButton(answerId: string): Button {
  return { label: 'Show my feedback', action: 'show-feedback', value: answerId };
}
