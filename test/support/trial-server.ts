import { onTestFinished } from 'vitest';
import { readable } from '../../adapters/openai/readable.ts';
import { readTrialAnswers, type TrialAnswer } from '../../src/coach-trial/trial-answers.ts';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import type { Question } from '../../src/domain/question.ts';
import { carefulReader } from '../feedback/model-doubles.ts';
import { type ModelAnswer, modelServer } from './model-server.ts';

type Double = (question: Question, labelled: TrialAnswer) => object;

const tracks = await readTrialTracks();
export const questions = new Map(tracks.flatMap((track) => track.questions).map((one) => [one.id, one]));

/** The longest first: what is left of a hostile answer may stand in another one. */
const answers = (await readTrialAnswers())
  .flatMap((labelled) => {
    const question = questions.get(labelled.question);
    return question ? [{ labelled, question, said: readable(labelled.answer) }] : [];
  })
  .sort((a, b) => b.said.length - a.said.length);

/** A server of a model that knows the labels of the trial's answers. It goes with its test. */
export async function trialServer(
  double: Double,
  meanwhile: () => ModelAnswer | undefined | Promise<ModelAnswer | undefined> = () => undefined,
) {
  const server = await modelServer(async ({ messages }) => {
    const instead = await meanwhile();
    if (instead !== undefined) return instead;
    const [told = '', asked = ''] = messages.map(({ content }) => content);
    const found = answers.find(
      ({ question, said }) => told.includes(question.prompt) && asked.includes(said),
    );
    if (!found) throw new Error('this answer is not of the trial');
    return JSON.stringify(double(found.question, found.labelled));
  });
  onTestFinished(server.close);
  return server;
}

export const carefulServer = () => trialServer(carefulReader);
