import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { anywhere } from './anywhere.ts';
import { type Chat, guests, people } from './chat.ts';
import { type Guests, returned } from './guests.ts';
import type { Practice } from './practice.ts';

/** Nobody has half a file, and nothing is left of those who are forgotten but what stays without their name. */
export async function expectData(db: Db, chat: Chat, practice: Practice, visitors: Guests): Promise<void> {
  await expectExports(db, chat, practice);
  await expectForgotten(db, chat, visitors);
}

/** Each that was acknowledged is a post, and each post one file. On Slack nobody can look whether one came that a crash left in doubt. */
async function expectExports(db: Db, chat: Chat, { exports }: Practice): Promise<void> {
  for (const person of people) {
    const posts = await db
      .selectFrom('posts')
      .select('state')
      .where('kind', '=', 'data-export')
      .where('only_for', '=', chat.id(person))
      .execute();
    const { asked, acknowledged } = exports.get(person) ?? { asked: 0, acknowledged: 0 };
    expect(posts.length, person).toBeGreaterThanOrEqual(acknowledged);
    expect(posts.length, person).toBeLessThanOrEqual(asked);
    const files = await chat.alone.files(person);
    expect(files.length, person).toBeLessThanOrEqual(posts.length);
    expect(files.length, person).toBeGreaterThanOrEqual(posts.filter(({ state }) => state === 'sent').length);
    for (const file of files) expectWholeFile(file);
  }
}

/** It has what its README lists, each part to read and for programs. */
function expectWholeFile(bytes: Uint8Array): void {
  const { 'README.md': readme, ...parts } = unzipSync(bytes);
  const listed = [...strFromU8(readme ?? new Uint8Array()).matchAll(/\]\((.*)\.md\) \((\d+)\)/g)];
  expect(listed.length).toBeGreaterThan(0);
  const names = listed.flatMap(([, name]) => [`${name}.json`, `${name}.md`]);
  expect(Object.keys(parts).sort()).toEqual(names.sort());
  for (const [, name, count] of listed)
    expect(JSON.parse(strFromU8(parts[`${name}.json`] ?? new Uint8Array()))).toHaveLength(Number(count));
}

async function expectForgotten(db: Db, chat: Chat, visitors: Guests): Promise<void> {
  for (const guest of guests) {
    const { asked = 0 } = visitors.practices.get(guest)?.exports.get(guest) ?? {};
    const files = await chat.alone.files(guest);
    expect(files.length, guest).toBeLessThanOrEqual(asked);
    for (const file of files) expectWholeFile(file);
    const earlier = `\\m${guest} (said|wrote) \\d+`;
    expect(await anywhere(db, guest === returned ? earlier : visitors.named(guest)), guest).toEqual([]);
    const shown = chat.said().filter(({ words }) => words.includes(chat.id(guest)));
    expect(shown.length, guest).toBe(guest === returned ? 1 : 0);
  }
  const { rows } = await sql`
    select sum(votes)::int as votes, sum(answers)::int as answers from standings
    where scope = '' and period = 'all' and member_id like 'gone-%'`.execute(db);
  expect(rows).toEqual([visitors.left]);
}
