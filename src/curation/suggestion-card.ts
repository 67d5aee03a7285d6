import type { Card } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Db } from '../database/database.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import { findSuggestion } from './suggestions.ts';

/** What became of a suggestion, for the member who made it; undefined while that is open. */
async function suggestionCard(db: Db, workspace: string, id: string): Promise<Card | undefined> {
  const suggestion = await findSuggestion(db, workspace, id);
  if (!suggestion) return undefined;
  const { state, member_id, content, reason, question_id } = suggestion;
  if (state !== 'approved' && state !== 'declined') return undefined;
  const quote = { type: 'quote', text: ellipsis(content.prompt, 300) } as const;
  if (state === 'approved') {
    const summary = 'Your question is in the bank now. Thank you!';
    const ask = `/interview question ${question_id}`;
    const text = [summary, ' Ask it with ', { code: ask }, '.'];
    return { summary, tone: 'success', for: member_id, blocks: [{ type: 'text', text }, quote] };
  }
  const summary = 'Your question wasn’t added to the bank.';
  const text = reason === '' ? `${summary} A mentor or an admin can tell you why.` : `${summary} ${reason}`;
  return { summary, for: member_id, blocks: [{ type: 'text', text }, quote] };
}

export const suggestionPost: PostDefinition = {
  isUnasked: true,
  async content(db, { workspace_id, subject }) {
    const card = await suggestionCard(db, workspace_id, subject);
    return card && { card };
  },
};
