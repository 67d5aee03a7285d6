import { UserError } from '../../src/base/errors.ts';
import type { Config } from '../../src/config/config.ts';
import { complain, say } from '../fail.ts';
import { showProgress } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';
import { reportOf } from './report.ts';

/**
 * Tries the model of a configuration, says what that found, and keeps it for doctor unless it was stopped.
 *
 * @throws UserError where no model is configured.
 */
export async function tryModel(config: Config, answers: number): Promise<void> {
  const { openai } = config;
  if (!openai)
    throw new UserError(
      'No model is configured. Set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL for a compatible server, or let `npm run whetstone -- init` ask you for them.',
    );
  const signal = stopSignal();
  const progress = showProgress();
  const { tryCoach, keepTrial } = await import('../../wiring/try-coach.ts');
  const show = (done: number) => progress.show(`${openai.model} reads`, done, answers);
  show(0);
  const trial = await tryCoach(openai, { answers, signal, onProgress: show }).finally(progress.end);
  say(reportOf(trial));
  if (signal.aborted) return complain('Stopped before the end: doctor won’t know of this trial.', 130);
  if (trial.figures.read === 0) process.exitCode = 1;
  else await keepTrial(config, trial, signal).catch((error) => notKept(error, signal));
}

/** What was measured is said by then. */
function notKept(error: unknown, signal: AbortSignal): void {
  if (!(error instanceof UserError || signal.aborted)) throw error;
  const why = error instanceof UserError ? ` ${error.message}` : '';
  complain(`doctor won’t know of this trial.${why}`, signal.aborted ? 130 : 1);
}
