import { strFromU8, unzipSync } from 'fflate';
import type { Harness } from '../support/harness.ts';

/** The files in the last export that a member got, by name. */
export async function exported(h: Harness, member: string): Promise<Record<string, string>> {
  const { bytes } = await h.services.db
    .selectFrom('web_files')
    .innerJoin('web_messages', (join) =>
      join
        .onRef('web_messages.workspace_id', '=', 'web_files.workspace_id')
        .onRef('web_messages.key', '=', 'web_files.key'),
    )
    .select('web_files.bytes')
    .where('web_files.workspace_id', '=', h.workspace)
    .where('web_messages.only_for', '=', member)
    .where('web_files.name', 'like', 'whetstone-%')
    .orderBy('web_messages.id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
}
