import { sql } from 'kysely';
import type { Harness } from '../support/harness.ts';

/** Every row that a workspace has, as text, by table; those of the playground's people are accounts, as on a chat platform. */
async function everything({ services: { db }, workspace }: Harness): Promise<Map<string, string>> {
  const { rows } = await sql<{ table: string }>`
    select table_name as table from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id'
      and table_name not in ('web_people', 'questions')`.execute(db);
  const found = new Map<string, string>();
  for (const { table } of rows) {
    const { rows: texts } = await sql<{ text: string }>`
      select row::text as text from ${sql.table(table)} as row where workspace_id = ${workspace}`.execute(db);
    found.set(table, texts.map(({ text }) => text).join('\n'));
  }
  return found;
}

/** The tables in which a pattern is found, each with the rows. */
export async function where(h: Harness, pattern: RegExp): Promise<string[]> {
  return [...(await everything(h))].flatMap(([table, text]) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${table}: ${line}`),
  );
}

/** A member asks to be forgotten, and is. */
export async function forget(h: Harness, member: string, keep = true): Promise<void> {
  await askToForget(h, member, keep);
  await h.drain();
}

export async function askToForget(h: Harness, member: string, keep = true): Promise<void> {
  const opened = await h.core.command(h.actor(member), 'data forget');
  if (opened.type !== 'form') throw new Error('no form');
  const { name, subject } = opened.form;
  await h.core.submit(h.actor(member), name, subject, { confirmed: 'true', ...(keep && { keep: 'true' }) });
}
