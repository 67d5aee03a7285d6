/** /interview audit [page 2] */
import type { Card, Text } from '../chat/card.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { type Entry, entriesOf } from './entries.ts';
import { sayDeed } from './say-deed.ts';

const pageLength = 15;

const audit = command<object, { page: number }>({
  name: 'audit',
  who: 'admin',
  help: 'What admins, mentors and whoever runs Whetstone did here in the last 400 days',
  optional: { page: read.named('page 2', read.amount, 'further back') },
  async run({ db }, { workspace }, { page = 1 }) {
    const from = (Math.max(1, page) - 1) * pageLength;
    const found = await entriesOf(db, workspace, { from, limit: pageLength + 1 });
    if (found.length === 0)
      return notice(
        page > 1 ? 'There’s nothing that far back.' : 'Nothing was done here yet that this list keeps.',
      );
    return { type: 'private', card: auditCard(found.slice(0, pageLength), found.length > pageLength, page) };
  },
});

function auditCard(entries: readonly Entry[], hasMore: boolean, page: number): Card {
  const items = entries.map(
    ({ at, member, deed }): Text => [
      { time: at, style: 'day-and-time' },
      ': ',
      member === null ? 'Whoever runs Whetstone' : { member },
      ' ',
      ...sayDeed(deed),
    ],
  );
  return {
    summary: 'What was done here',
    blocks: [
      { type: 'header', text: page > 1 ? `What was done here, page ${page}` : 'What was done here' },
      { type: 'list', items },
      ...(hasMore
        ? [
            {
              type: 'context',
              text: ['Further back: ', { code: `/interview audit page ${page + 1}` }],
            } as const,
          ]
        : []),
    ],
  };
}

export const auditCommands = [audit];
