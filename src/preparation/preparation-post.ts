import type { Block, Card } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Db, Row } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import type { PostDefinition } from '../registry/post-kind.ts';

/** What became of a preparation, for the member who asked. */
export const preparationPost: PostDefinition = {
  async content(db, { workspace_id, subject }) {
    const preparation = await db
      .selectFrom('preparations')
      .select(['member_id', 'state', 'error'])
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', subject)
      .executeTakeFirst();
    if (!preparation || preparation.state === 'pending') return undefined;
    return { card: preparationCard(preparation, await draftsOf(db, workspace_id, subject)) };
  },
};

/** Those that weren't taken back. */
async function draftsOf(db: Db, workspace: string, preparation: string): Promise<Question[]> {
  const rows = await db
    .selectFrom('suggestions')
    .select('content')
    .where('workspace_id', '=', workspace)
    .where('preparation_id', '=', preparation)
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .execute();
  return rows.map(({ content }) => content);
}

function preparationCard(
  { member_id, error }: Pick<Row<'preparations'>, 'member_id' | 'error'>,
  drafts: readonly Question[],
): Card {
  if (drafts.length === 0) {
    const text = error === null ? nothingNew : (reasons.get(error) ?? away);
    return { summary: text, for: member_id, blocks: [{ type: 'text', text }] };
  }
  const title =
    drafts.length === 1
      ? 'The AI coach drafted 1 question for that job'
      : `The AI coach drafted ${drafts.length} questions for that job`;
  const blocks: Block[] = [
    { type: 'header', text: title },
    { type: 'list', items: drafts.map(({ prompt }) => ellipsis(prompt, 300)), ordered: true },
    {
      type: 'context',
      text: [
        'AI can be wrong. A mentor or an admin reviews them with ',
        { code: '/interview bank suggestions' },
        '; you’ll hear what they decide.',
      ],
    },
  ];
  return { summary: title, for: member_id, blocks };
}

const nothingNew =
  'The AI coach thought of nothing that the bank doesn’t ask already. Practise the questions that I showed you.';

const away = 'The AI coach couldn’t be reached, so no questions were drafted. Try again later.';

const reasons: ReadonlyMap<string, string> = new Map([
  ['budget', 'Today’s AI budget is used up, so no questions were drafted. Try again tomorrow.'],
  ['calls', 'You’ve used up your AI calls for today, so no questions were drafted. Try again tomorrow.'],
  ['off', 'This Whetstone has no AI coach any more, so no questions were drafted.'],
]);
