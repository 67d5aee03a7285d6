import type { Block, Card } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Question } from '../domain/question.ts';

/** What of the bank fits a job, and what else is on its way. */
export function picksCard(picked: readonly Question[], isDrafting: boolean): Card {
  const title = picked.length > 0 ? 'From the bank, these fit that job' : 'Nothing in the bank fits that job';
  const suggest = { code: '/interview suggest' };
  const next = isDrafting
    ? 'The AI coach is drafting more; you’ll hear from me here in a few minutes. Nobody is asked them before a mentor or an admin has approved them.'
    : picked.length > 0
      ? ['I chose them by what they’re about, without AI. Suggest what’s missing with ', suggest, '.']
      : ['Try other words for the role, or suggest a question with ', suggest, '.'];
  return {
    summary: title,
    blocks: [
      { type: 'header', text: title },
      ...picked.flatMap((question): Block[] => [
        { type: 'text', text: ellipsis(question.prompt, 400) },
        { type: 'context', text: `${question.id} · ${question.category} · ${question.level}` },
        {
          type: 'buttons',
          buttons: [{ label: 'Practise privately', action: 'practise-question', value: question.id }],
        },
      ]),
      { type: 'context', text: next },
    ],
  };
}
