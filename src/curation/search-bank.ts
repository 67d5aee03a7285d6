import { z } from 'zod';
import type { Db } from '../database/database.ts';
import { type Category, categories, type Level, levels } from '../domain/question.ts';
import { matchingQuestions } from '../questions/find-questions.ts';

export const bankParts = ['own', 'retired'] as const;

const bankQuery = z.object({
  words: z.string().max(120).optional(),
  track: z.string().optional(),
  level: z.enum(levels).optional(),
  category: z.enum(categories).optional(),
  only: z.enum(bankParts).optional(),
  from: z.int().min(0).default(0),
});

/** What to look for in a workspace's bank. */
export type BankQuery = z.input<typeof bankQuery>;

const parts = ['from', 'track', 'level', 'category', 'only', 'words'] as const;

/** A query as a button carries it: short, because Discord gives a button 100 characters. */
export function packQuery(query: BankQuery): string {
  return parts.map((part) => query[part] ?? '').join(':');
}

/** Everything, for what no button carries. */
export function unpackQuery(value: string): BankQuery {
  const [from, track, level, category, only, ...words] = value.split(':');
  const given = { track, level, category, only, words: words.join(':') };
  const said = Object.entries(given).filter(([, part]) => part);
  return bankQuery.safeParse({ ...Object.fromEntries(said), from: Number(from) }).data ?? {};
}

export interface FoundQuestion {
  readonly id: string;
  readonly isOwn: boolean;
  readonly isRetired: boolean;
  readonly track: string;
  readonly category: Category;
  readonly level: Level;
  readonly prompt: string;
}

/** At most `limit` questions after the first `from`: the best match first, without words by track and name. */
export async function searchBank(
  db: Db,
  workspace: string,
  { only, from = 0, ...wanted }: BankQuery,
  limit: number,
): Promise<FoundQuestion[]> {
  let query = matchingQuestions(db, workspace, wanted).select([
    'questions.id',
    'questions.owner',
    'questions.category',
    'questions.level',
    'tracks.title as track',
    'retirements.retired_at',
    'current.content',
  ]);
  if (only === 'own') query = query.where('questions.owner', '=', workspace);
  if (only === 'retired') query = query.where('retirements.retired_at', 'is not', null);
  const rows = await query.offset(from).limit(limit).execute();
  return rows.map(({ owner, retired_at, content, ...row }) => ({
    ...row,
    isOwn: owner === workspace,
    isRetired: retired_at !== null,
    prompt: content.prompt,
  }));
}
