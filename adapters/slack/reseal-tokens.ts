import { record } from '../../src/audit/record.ts';
import type { SecretBox } from '../../src/base/secrets.ts';
import type { Db } from '../../src/database/database.ts';
import { tokenPurpose } from './installations.ts';

const batch = 100;

export interface Resealed {
  readonly resealed: number;
  /** Of all that there are. */
  readonly total: number;
}

/**
 * Seals every stored token with the first key that isn't sealed with it yet. Whetstone may run meanwhile, and what is cut short goes on where it
 * was.
 *
 * @throws Error when no key opens a token; those before it are done.
 */
export async function resealTokens(
  db: Db,
  box: SecretBox,
  now: () => Date,
  onDone: (done: number, total: number) => void,
): Promise<Resealed> {
  const { total } = await db
    .selectFrom('slack_installations')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total'))
    .executeTakeFirstOrThrow();
  let [done, resealed, after] = [0, 0, '0'];
  for (;;) {
    const rows = await db
      .selectFrom('slack_installations')
      .select(['workspace_id', 'team_id', 'sealed_token'])
      .where('workspace_id', '>', after)
      .orderBy('workspace_id')
      .limit(batch)
      .execute();
    for (const row of rows) {
      if (await reseal(db, box, row, now())) resealed += 1;
      done += 1;
      onDone(done, total);
    }
    after = rows.at(-1)?.workspace_id ?? after;
    if (rows.length < batch) return { resealed, total };
  }
}

/** Whether it had to be. One that was installed anew meanwhile is sealed with the first key already. */
async function reseal(
  db: Db,
  box: SecretBox,
  row: { readonly workspace_id: string; readonly team_id: string; readonly sealed_token: string },
  at: Date,
): Promise<boolean> {
  const { workspace_id, team_id, sealed_token } = row;
  const purpose = tokenPurpose(team_id);
  if (box.isCurrent(sealed_token, purpose)) return false;
  const sealed = box.seal(box.open(sealed_token, purpose), purpose);
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('slack_installations')
      .set({ sealed_token: sealed })
      .where('workspace_id', '=', workspace_id)
      .where('sealed_token', '=', sealed_token)
      .executeTakeFirst();
    if (numUpdatedRows > 0n)
      await record(tx, { workspace: workspace_id, member: null }, { deed: 'key', change: 'rotated' }, at);
    return numUpdatedRows > 0n;
  });
}
