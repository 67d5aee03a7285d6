import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';
import { record } from './record.ts';

/** What was done stays, by and to a former member. */
export async function forgetDeeds(tx: Tx, _queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace, member, as, now } = who;
  await standIn(tx, who, { audit_entries: ['member_id'] });
  await sql`update audit_entries set about = jsonb_set(about, '{member}', to_jsonb(${as}::text))
    where workspace_id = ${workspace} and about ->> 'member' = ${member}`.execute(tx);
  await record(tx, { workspace, member: as }, { deed: 'erasure' }, now);
}
