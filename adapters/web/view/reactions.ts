import { type Html, html, nothing } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import { quickReactions } from '../store/reactions.ts';
import type { Visit } from '../visit.ts';

const meanings: Record<string, string> = {
  '⬆️': 'Upvote',
  '👍': 'Thumbs up',
  '⭐': 'Star',
  '✅': 'Approve',
};

/** The reactions that a message has, each a toggle with its count. */
export function reactionButtons({ reactions }: Message, visit: Visit): Html {
  if (reactions.length === 0) return nothing;
  return html`<div class="reactions" role="group" aria-label="Reactions">${reactions.map(
    ({ emoji, people }) => {
      const mine = people.includes(visit.viewer);
      const who = people.map((id) => visit.names.member(id)).join(', ');
      return html`<button class="reaction" name="${mine ? 'unreact' : 'react'}" value="${emoji}" aria-pressed="${String(mine)}" title="${who}"><span aria-hidden="true">${emoji}</span> <span class="sr-only">${meanings[emoji]},</span> ${people.length}</button>`;
    },
  )}</div>`;
}

/** One click to react. `focusable` where the keyboard reaches them: in the menu. */
export function quickReactionButtons({ reactions }: Message, visit: Visit, focusable: boolean): Html {
  return html`${quickReactions.map((emoji) => {
    const mine = reactions.some((entry) => entry.emoji === emoji && entry.people.includes(visit.viewer));
    return html`<button class="quick" name="${mine ? 'unreact' : 'react'}" value="${emoji}" aria-pressed="${String(mine)}" aria-label="${meanings[emoji]}" title="${meanings[emoji]}"${focusable ? nothing : html` tabindex="-1"`}>${emoji}</button>`;
  })}`;
}
