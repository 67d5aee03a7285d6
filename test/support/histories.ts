import fc from 'fast-check';
import { expect } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import type { Db } from '../../src/database/database.ts';
import type { Services } from '../../src/services/services.ts';
import { settleStandings } from '../../src/standings/count-standings.ts';
import { setMentor } from '../../src/workspaces/workspaces.ts';
import { better, filler, good, short } from './answers.ts';

/** What happened in a thread, one after the other. Everybody has one message: the same number. */
export type Happening =
  | Worded<'written'>
  | Worded<'edited'>
  | { readonly kind: 'deleted'; readonly message: number }
  | Reacted<'reacted'>
  | Reacted<'unreacted'>;

interface Worded<Kind> {
  readonly kind: Kind;
  readonly message: number;
  readonly text: string;
}

interface Reacted<Kind> {
  readonly kind: Kind;
  readonly message: number;
  readonly by: number;
  readonly emoji: string;
}

const people = 4;
/** The last of them is a mentor. */
export const mentor = people - 1;

const who = fc.nat(people - 1);
const emoji = fc.constantFrom('👍', '👍', '⭐', '🎉', '✅');
const text = fc.constantFrom(good, better, filler, short, 'Not now.');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), message: who, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), message: who }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('react' as const), message: who, by: who, emoji }),
  },
);

/** Histories that can be: what is edited or deleted is there, and a reaction goes only when it was given. */
export const histories = fc.array(step, { minLength: 20, maxLength: 50 }).map((steps) => {
  const there = new Map<number, 'there' | 'gone'>();
  const reactions = new Set<string>();
  const happened: Happening[] = [];
  for (const step of steps) {
    const state = there.get(step.message);
    if (step.kind === 'write' && state !== 'gone') {
      there.set(step.message, 'there');
      happened.push({ ...step, kind: state ? 'edited' : 'written' });
    }
    if (step.kind === 'delete' && state === 'there') {
      there.set(step.message, 'gone');
      happened.push({ kind: 'deleted', message: step.message });
    }
    if (step.kind === 'react' && state === 'there') {
      const key = `${step.message} ${step.by} ${step.emoji}`;
      happened.push({ ...step, kind: reactions.has(key) ? 'unreacted' : 'reacted' });
      if (!reactions.delete(key)) reactions.add(key);
    }
  }
  return happened;
});

/** A history in which everything comes to count. */
export const eventful: Happening[] = [
  { kind: 'written', message: 0, text: good },
  { kind: 'written', message: 1, text: good },
  { kind: 'reacted', message: 0, by: 1, emoji: '👍' },
  { kind: 'reacted', message: 0, by: 2, emoji: '👍' },
  { kind: 'reacted', message: 0, by: mentor, emoji: '✅' },
  { kind: 'edited', message: 0, text: better },
  { kind: 'deleted', message: 1 },
];

/** Until the coach has read every answer as it stands: what it takes for no answer counts nowhere. */
export async function allRead(world: {
  hoursLater: number;
  readonly whetstone: { readonly services: Services };
}): Promise<void> {
  const { services } = world.whetstone;
  // What was edited just now is read when no more edits may follow.
  world.hoursLater += 0.1;
  const unread = async () => {
    await sweep(services, features);
    return services.db.selectFrom('feedback').select('answer_id').where('state', '=', 'pending').execute();
  };
  await expect.poll(unread, { timeout: 60_000, interval: 200 }).toEqual([]);
}

/** All that counts in a team's workspace, one line for each thing: of a withdrawn answer nothing, and one that was gone when it was told of isn't even there. */
export async function whatCounts(db: Db, team: string) {
  const workspace = await workspaceOf(db, team);
  const answers = await db
    .selectFrom('answers')
    .innerJoin('answer_revisions as last', (join) =>
      join
        .onRef('last.workspace_id', '=', 'answers.workspace_id')
        .onRef('last.answer_id', '=', 'answers.id')
        .onRef('last.revision', '=', 'answers.revision'),
    )
    .select(['member_id', 'state', 'text', 'votes'])
    .where('answers.workspace_id', '=', workspace)
    .where('state', '!=', 'withdrawn')
    .execute();
  const votes = await db
    .selectFrom('votes')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'votes.workspace_id')
        .onRef('answers.id', '=', 'votes.answer_id'),
    )
    .select(['member_id', 'voter_id', 'emoji'])
    .where('votes.workspace_id', '=', workspace)
    .where('state', '!=', 'withdrawn')
    .execute();
  const approvals = await db
    .selectFrom('reviews')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'reviews.workspace_id')
        .onRef('answers.id', '=', 'reviews.answer_id'),
    )
    .select(['member_id', 'mentor_id', 'approved'])
    .where('reviews.workspace_id', '=', workspace)
    .where('reviews.withdrawn_at', 'is', null)
    .where('state', '=', 'standing')
    .execute();
  await settleStandings(db, workspace);
  const standings = await db
    .selectFrom('standings')
    .select(['scope', 'period', 'member_id', 'votes', 'answers'])
    .where('workspace_id', '=', workspace)
    .where((eb) => eb.or([eb('votes', '!=', 0), eb('answers', '!=', 0)]))
    .execute();
  const rows = [
    // What one that only asks whether it is an answer says is read when it is one.
    ...answers.map((row) => ({ ...row, text: row.state === 'standing' ? row.text : '' })),
    ...votes,
    ...approvals,
    ...standings.map((row) => ({ ...row, scope: row.scope === '' ? 'everywhere' : 'channel' })),
  ];
  return rows.map((row) => JSON.stringify(row)).sort();
}

export async function becomesMentor(db: Db, team: string, member: string): Promise<void> {
  await setMentor(db, await workspaceOf(db, team), member, true);
}

async function workspaceOf(db: Db, team: string): Promise<string> {
  const found = db.selectFrom('workspaces').select('id').where('external_id', '=', team);
  return (await found.executeTakeFirstOrThrow()).id;
}
