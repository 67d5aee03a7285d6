import { type Period, periodKey } from '../base/periods.ts';
import type { Block, Card, Text } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { type Board, lastRank, type Standing, standingsOf } from './standings.ts';

const titles: Record<Period, string> = {
  week: 'this week',
  month: 'this month',
  season: 'this season',
  all: 'all time',
};
/** How many standings a leaderboard shows. */
const leaderboardSize = 10;

const medals = ['🥇', '🥈', '🥉'];

interface Asked extends Board {
  /** Overrides "this week" and its like. */
  readonly title?: string;
  /** Whose own place is added when it isn't among the first. */
  readonly viewer?: string;
}

/** The leaderboard, or what to do to be on it. */
export async function leaderboardCard(db: Db, board: Asked): Promise<Card> {
  const { scope, channels, period, day, viewer } = board;
  const { first: standings, own } = await standingsOf(db, board, { first: leaderboardSize, viewer });
  const title = `Leaderboard · ${board.title ?? titles[period]}`;
  if (standings.length === 0 && !own) {
    const hint =
      'No answers yet. Answer a question in its thread, and vote for others with ⬆️, 👍 or ⭐: votes give the rank.';
    return {
      summary: `${title}: ${hint}`,
      blocks: [
        { type: 'header', text: title },
        { type: 'text', text: hint },
      ],
    };
  }
  const blocks: Block[] = [
    { type: 'header', text: title },
    standings.length > 0 ? standingsTable(standings) : { type: 'text', text: 'Nobody is on this board yet.' },
  ];
  if (own && !standings.some(({ member }) => member === own.member)) {
    const place = `Your place: ${sayRank(own)} and ${count(own.answers, 'answer')}.`;
    blocks.push({ type: 'text', text: own.votes > 0 ? place : `You have ${noRankYet}.` });
    if (own.isHidden) blocks.push({ type: 'context', text: youAreHidden });
  } else if (standings.some(({ votes }) => votes === 0)) {
    blocks.push({ type: 'context', text: 'The first vote for an answer gives its author a rank.' });
  }
  const where = scope
    ? 'in this channel'
    : channels
      ? 'in the channels that you’re in'
      : 'in the whole workspace';
  blocks.push({ type: 'context', text: `Votes received ${where} · ${periodKey(period, day)}` });
  return { summary: `${title}: ${standings.length} members`, blocks };
}

/** The table of a board; a rank is a medal or a number. */
export function standingsTable(standings: readonly Standing[]): Block {
  return { type: 'table', columns: ['#', 'Member', 'Votes', 'Answers'], rows: standings.map(row) };
}

export const youAreHidden: Text = [
  'You’re hidden from leaderboards; show yourself with ',
  { code: '/interview leaderboard show' },
  '.',
];

export const noRankYet = 'no rank yet: the first vote for an answer gives one';

/** As in “2 with 5 votes”, for a member who has votes. */
export function sayRank({ rank, votes }: Pick<Standing, 'rank' | 'votes'>): string {
  const place = rank > lastRank ? `after the first ${lastRank}` : String(rank);
  return `${place} with ${count(votes, 'vote')}`;
}

export const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

function row({ rank, member, votes, answers }: Standing): Text[] {
  const place = votes > 0 ? (medals[rank - 1] ?? String(rank)) : '–';
  return [place, [{ member }], String(votes), String(answers)];
}
