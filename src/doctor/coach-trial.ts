import { lastTrialOf, type TriedModel } from '../coach-trial/trials.ts';
import { verdictOf } from '../coach-trial/verdict.ts';
import type { Db } from '../database/database.ts';
import { type Check, check, good, off } from './check.ts';

/** Whether the model that coaches was ever tried, and what that found. */
export const checkCoachTrial = (tried: TriedModel | undefined, db: Db | undefined): Promise<Check[]> =>
  check('Coach trial', async () => {
    if (!tried) return [];
    if (!db) return off('not checked: it needs a database that is up to date');
    const trial = await lastTrialOf(db, tried);
    if (!trial) return off(`${tried.model} has never been tried; "npm run whetstone -- coach try" does so`);
    const { grade, text } = verdictOf(trial.figures);
    const day = trial.triedAt.toISOString().slice(0, 10);
    const found = `${tried.model}, on ${day} with ${trial.figures.read} answers: ${text.replace(/\.$/, '')}`;
    return grade === 'good' ? good(found) : off(found);
  });
