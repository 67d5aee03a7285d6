import type { Db } from '../database/database.ts';
import type { Figures } from './figures.ts';

/** Which model, and the host of the server that has it. */
export interface TriedModel {
  readonly server: string;
  readonly model: string;
}

export interface Trial extends TriedModel {
  readonly triedAt: Date;
  readonly figures: Figures;
}

/** Keeps the latest trial of each model. */
export async function rememberTrial(db: Db, { server, model, triedAt, figures }: Trial): Promise<void> {
  const found = { tried_at: triedAt, figures: JSON.stringify(figures) };
  await db
    .insertInto('coach_trials')
    .values({ server, model, ...found })
    .onConflict((conflict) => conflict.columns(['server', 'model']).doUpdateSet(found))
    .execute();
}

export async function lastTrialOf(db: Db, { server, model }: TriedModel): Promise<Trial | undefined> {
  const row = await db
    .selectFrom('coach_trials')
    .select(['tried_at', 'figures'])
    .where('server', '=', server)
    .where('model', '=', model)
    .executeTakeFirst();
  return row && { server, model, triedAt: row.tried_at, figures: row.figures };
}
