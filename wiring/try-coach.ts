import { serverOf } from '../adapters/openai/client.ts';
import { limits } from '../adapters/openai/limits.ts';
import { openAiCoach } from '../adapters/openai/openai-coach.ts';
import { figuresOf } from '../src/coach-trial/figures.ts';
import { runTrial } from '../src/coach-trial/run-trial.ts';
import { readTrialAnswers } from '../src/coach-trial/trial-answers.ts';
import { readTrialTracks } from '../src/coach-trial/trial-questions.ts';
import { rememberTrial, type Trial } from '../src/coach-trial/trials.ts';
import type { Config } from '../src/config/config.ts';
import type { OpenAiSettings } from '../src/config/openai.ts';
import { useDatabase } from './database.ts';

interface TrialOptions {
  /** How many answers it reads. */
  readonly answers: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  readonly callMs?: number;
}

/** Has a model read the labelled answers that Whetstone comes with. */
export async function tryCoach(
  settings: OpenAiSettings,
  { answers, callMs, signal, onProgress }: TrialOptions,
): Promise<Trial> {
  const [all, tracks] = await Promise.all([readTrialAnswers(), readTrialTracks()]);
  const questions = new Map(tracks.flatMap((track) => track.questions).map((one) => [one.id, one]));
  let [given, invented] = [0, 0];
  const coach = openAiCoach(settings, callMs, (quotations) => {
    given += quotations.given;
    invented += quotations.invented;
  });
  const options = { atOnce: limits.callsAtOnce, signal, onProgress };
  const outcomes = await runTrial(coach, all.slice(0, answers), questions, options);
  const figures = figuresOf(outcomes, { given, invented });
  return { server: serverOf(settings), model: settings.model, triedAt: new Date(), figures };
}

/** For doctor, in the database that a start would use. */
export async function keepTrial(config: Config, trial: Trial, signal: AbortSignal): Promise<void> {
  await useDatabase(config, (db) => rememberTrial(db, trial), signal);
}
