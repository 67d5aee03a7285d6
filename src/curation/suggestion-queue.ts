import type { Block, Card, Inline } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Misconception } from '../domain/question.ts';
import type { Services } from '../services/services.ts';
import { requireCurator } from './curators.ts';
import { type Suggestion, waitingSuggestions } from './suggestions.ts';
import { twinsIn } from './twins-in.ts';

/** How many suggestions are shown at once: all of each is to be read. */
const shown = 3;

/** What waits for approval, the oldest first; `done` says what has just happened. */
export async function suggestionQueueCard(services: Services, actor: Actor, done?: string): Promise<Card> {
  await requireCurator(services.db, actor);
  const rows = await waitingSuggestions(services.db, actor.workspace)
    .limit(shown + 1)
    .execute();
  const news: Block[] = done === undefined ? [] : [{ type: 'text', text: done }];
  if (rows.length === 0) {
    const text = [
      'No suggestions are waiting. Anyone can make one with ',
      { code: '/interview suggest backend' },
      '.',
    ] as const;
    return {
      summary: 'No suggestions are waiting.',
      tone: 'success',
      blocks: [...news, { type: 'text', text }],
    };
  }
  const blocks = await Promise.all(
    rows.slice(0, shown).map((one) => suggestionBlocks(services, actor.workspace, one)),
  );
  const more = rows.length > shown ? 'More are waiting and appear when these are done.' : 'These are all.';
  return {
    summary: 'Suggested questions',
    blocks: [
      ...news,
      { type: 'header', text: 'Suggested questions' },
      ...blocks.flat(),
      { type: 'context', text: more },
    ],
  };
}

/** With its hint, which members will read. */
function pointText({ text, hint }: Misconception): Inline[] {
  return hint === undefined ? [text] : [text, ' ', { italic: hint }];
}

async function suggestionBlocks(
  services: Services,
  workspace: string,
  { id, member_id, preparation_id, content, created_at }: Suggestion,
): Promise<Block[]> {
  const [track = ''] = content.id.split('/');
  const [twin] = await twinsIn(services, workspace, content);
  return [
    { type: 'divider' },
    { type: 'text', text: content.prompt },
    {
      type: 'context',
      text: [
        `${track} · ${content.category} · ${content.level} · `,
        ...(preparation_id === null ? [] : ['written by AI for ']),
        { member: member_id },
        ' · ',
        { time: created_at, style: 'relative' },
      ],
    },
    {
      type: 'list',
      items: [
        ...content.key_points.map(pointText),
        ...content.misconceptions.map((one) => [{ italic: 'Wrong: ' }, ...pointText(one)]),
      ],
    },
    { type: 'quote', text: ellipsis(content.sample_answer, 600) },
    ...(twin
      ? [
          {
            type: 'text' as const,
            text: [
              'Asks about the same as ',
              { bold: twin.other.id },
              `: ${ellipsis(twin.other.prompt, 200)}`,
            ],
          },
        ]
      : []),
    {
      type: 'buttons',
      buttons: [
        { label: 'Approve', action: 'approve-suggestion', value: id, style: 'primary' },
        { label: 'Edit', action: 'edit-question', value: `suggestion:${id}` },
        { label: 'Decline', action: 'decline-suggestion', value: id },
      ],
    },
  ];
}
