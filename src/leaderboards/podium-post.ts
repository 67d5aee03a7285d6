import { Temporal } from 'temporal-polyfill';
import { periodKey } from '../base/periods.ts';
import type { Card, Inline } from '../chat/card.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import { count, standingsTable } from './leaderboard-card.ts';
import { type Standing, standingsOf } from './standings.ts';

/** The ranks that are on it. */
const lastPlace = 3;

/** So many members at most, however many share a place. */
const mostMembers = 50;

/** Names a podium by its channel and the season's last day. */
export const podiumSubject = (channel: string, day: string) => `${channel} ${day}`;

/** A season's first three and its champion; equal votes share a place. */
export const podiumPost: PostDefinition = {
  async content(db, { workspace_id: workspace, channel_id: scope, subject }) {
    const day = subject.slice(-10);
    const board = { workspace, scope, period: 'season', day } as const;
    const { first } = await standingsOf(db, board, { first: mostMembers + 1 });
    const placed = first.filter(({ rank, votes }) => votes > 0 && rank <= lastPlace);
    return placed.length === 0 ? undefined : { card: podiumCard(placed, day) };
  },
};

function podiumCard(placed: readonly Standing[], day: string): Card {
  const title = `Podium · season ${periodKey('season', day)}`;
  const shown = placed.slice(0, mostMembers);
  const isCut = shown.length < placed.length;
  const champions = shown.filter(({ rank }) => rank === 1);
  const isShared = champions.length > 1;
  const votes = `${count(champions[0]?.votes ?? 0, 'vote')}${isShared ? ' each' : ''}`;
  const names = namesOf(champions, isCut && champions.length === shown.length);
  return {
    summary: title,
    blocks: [
      { type: 'header', text: title },
      {
        type: 'text',
        text: [{ bold: isShared ? '🏆 Champions: ' : '🏆 Champion: ' }, ...names, `, with ${votes}.`],
      },
      standingsTable(shown),
      ...(isCut ? [{ type: 'context', text: 'More members share the last of these places.' } as const] : []),
      {
        type: 'context',
        text: [
          `Votes received in this channel, ${months(day)}. A new season has begun, and everybody starts it at zero: `,
          { code: '/interview leaderboard season' },
          '. All-time standings go on.',
        ],
      },
    ],
  };
}

/** "@maya, @leo and @priya", or "@maya, @leo and others". */
function namesOf(standings: readonly Standing[], andOthers: boolean): Inline[] {
  const names: Inline[] = [...standings.map(({ member }) => ({ member })), ...(andOthers ? ['others'] : [])];
  return names.flatMap((name, index) => {
    if (index === 0) return [name];
    return [index === names.length - 1 ? ' and ' : ', ', name];
  });
}

/** "October to December 2026", by the season's last day. */
function months(day: string): string {
  const last = Temporal.PlainDate.from(day);
  const name = (date: Temporal.PlainDate) => date.toLocaleString('en', { month: 'long' });
  return `${name(last.with({ day: 1 }).subtract({ months: 2 }))} to ${name(last)} ${last.year}`;
}
