import { Tiktoken } from 'js-tiktoken/lite';
import encoding from 'js-tiktoken/ranks/o200k_base';
import { z } from 'zod';
import { assessmentPrompt } from '../adapters/openai/prompt.ts';
import { readable } from '../adapters/openai/readable.ts';
import { readingSchema } from '../adapters/openai/schema.ts';
import { bankFolder, readBank } from '../src/questions/read-bank.ts';
import type { Measurement } from './harness/measurement.ts';
import { median } from './harness/statistics.ts';

/** Tokens that a model reads for an answer, against the question and the answer alone; and what is the same for all answers to a question. */
export const coachTokens: Measurement = {
  id: 'f',
  title: 'tokens that a model reads for an answer',
  onBothBackends: false,
  async prepare() {
    const tokens = new Tiktoken(encoding);
    const count = (text: string) => tokens.encode(text).length;
    const { tracks } = await readBank(bankFolder);
    const rows = tracks
      .flatMap(({ questions }) => questions)
      .map((question) => {
        const answer = question.sample_answer;
        const prompt = assessmentPrompt({ question, answer, earlierAnswers: [] }, readable(answer));
        const schema = JSON.stringify(z.toJSONSchema(readingSchema(question)));
        const shared = count(prompt.system) + count(schema);
        return {
          all: shared + count(prompt.user),
          shared,
          bare: count(question.prompt) + count(answer),
        };
      });
    const typical = (which: 'all' | 'shared' | 'bare') => median(rows.map((row) => row[which]));
    return {
      async round() {
        const unit = 'tokens' as const;
        const answer = { what: 'an answer', whetstone: typical('all'), baseline: typical('bare') };
        const rest = {
          what: 'the part that servers can cache',
          whetstone: typical('shared'),
          baseline: typical('all'),
        };
        return [
          { ...answer, unit, goal: null },
          { ...rest, unit, goal: { atLeast: 0.5 } },
        ];
      },
      stop: async () => undefined,
    };
  },
};
