import type { Block, Card, Text } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { type Period, periodKey } from './periods.ts';
import { type Board, lastRank, type Standing, standingsOf } from './standings.ts';

const titles: Record<Period, string> = { week: 'this week', month: 'this month', all: 'all time' };
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
  const { scope, period, day, viewer } = board;
  const { first: standings, own } = await standingsOf(db, board, { first: leaderboardSize, viewer });
  const title = `Leaderboard · ${board.title ?? titles[period]}`;
  if (standings.length === 0) {
    const hint =
      'No answers yet. Answer a question in its thread to take the lead, and vote for others with ⬆️, 👍 or ⭐.';
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
    { type: 'table', columns: ['#', 'Member', 'Votes', 'Answers'], rows: standings.map(row) },
  ];
  if (own && !standings.some(({ member }) => member === own.member)) {
    blocks.push({
      type: 'text',
      text: `Your place: ${sayRank(own)} with ${own.votes} votes and ${own.answers} answers.`,
    });
  }
  const where = scope ? 'in this channel' : 'in the whole workspace';
  blocks.push({ type: 'context', text: `Votes received ${where} · ${periodKey(period, day)}` });
  return { summary: `${title}: ${standings.length} members`, blocks };
}

export function sayRank({ rank }: Pick<Standing, 'rank'>): string {
  return rank > lastRank ? `after the first ${lastRank}` : String(rank);
}

function row({ rank, member, votes, answers }: Standing): Text[] {
  const place = (votes > 0 && medals[rank - 1]) || String(rank);
  return [place, [{ member }], String(votes), String(answers)];
}
