import type { Block, Card, Text } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { type Period, periodKey } from './periods.ts';
import { type Standing, standingOf, standingsOf } from './standings.ts';

const titles: Record<Period, string> = { week: 'this week', month: 'this month', all: 'all time' };
const medals = ['🥇', '🥈', '🥉'];

interface Board {
  readonly workspace: string;
  /** A channel's id, or '' for the whole workspace. */
  readonly scope: string;
  readonly period: Period;
  /** A local day in the period. */
  readonly day: string;
  /** Overrides "this week" and its like. */
  readonly title?: string;
  /** Whose own place is added when it isn't among the first. */
  readonly viewer?: string;
}

/** The leaderboard, or what to do to be on it. */
export async function leaderboardCard(db: Db, board: Board): Promise<Card> {
  const { workspace, scope, period, day, viewer } = board;
  const [standings, viewers] = await Promise.all([
    standingsOf(db, workspace, scope, period, day),
    viewer === undefined ? undefined : standingOf(db, workspace, scope, period, day, viewer),
  ]);
  const title = `Leaderboard · ${board.title ?? titles[period]}`;
  if (standings.length === 0) {
    const hint =
      'No answers yet. Answer a question in its thread and you lead; vote for others with ⬆️, 👍 or ⭐.';
    return {
      summary: `${title}: ${hint}`,
      blocks: [
        { type: 'header', text: title },
        { type: 'text', text: hint },
      ],
    };
  }
  const own = standings.some(({ member }) => member === viewer) ? undefined : viewers;
  const blocks: Block[] = [
    { type: 'header', text: title },
    { type: 'table', columns: ['#', 'Member', 'Votes', 'Answers'], rows: standings.map(row) },
  ];
  if (own) {
    blocks.push({
      type: 'text',
      text: `Your place: ${own.rank} with ${own.votes} votes and ${own.answers} answers.`,
    });
  }
  const where = scope ? 'in this channel' : 'in the whole workspace';
  blocks.push({ type: 'context', text: `Votes received ${where} · ${periodKey(period, day)}` });
  return { summary: `${title}: ${standings.length} members`, blocks };
}

function row({ rank, member, votes, answers }: Standing): Text[] {
  const place = (votes > 0 && medals[rank - 1]) || String(rank);
  return [place, [{ member }], String(votes), String(answers)];
}
