import { Tiktoken } from 'js-tiktoken/lite';
import encoding from 'js-tiktoken/ranks/o200k_base';
import { z } from 'zod';
import { dimensionsOf } from '../adapters/openai/dimensions.ts';
import { limits } from '../adapters/openai/limits.ts';
import { costOf } from '../adapters/openai/price.ts';
import { assessmentPrompt } from '../adapters/openai/prompt.ts';
import { readable } from '../adapters/openai/readable.ts';
import { type Reading, readingSchema } from '../adapters/openai/schema.ts';
import { usualModel, usualPrice } from '../src/config/openai.ts';
import type { Question } from '../src/domain/question.ts';
import { bankFolder, readBank } from '../src/questions/read-bank.ts';
import type { Measurement } from './harness/measurement.ts';
import { median } from './harness/statistics.ts';

/**
 * What a model reads and writes for an answer, counted, not asked for: the median over all questions, with each one's sample answer. The
 * baseline of what it reads is the question and the answer alone.
 */
export const coachCost: Measurement = {
  id: 'h',
  title: 'cost of an answer that a model reads',
  onBothBackends: false,
  async prepare() {
    const tokens = new Tiktoken(encoding);
    const count = (text: string) => tokens.encode(text).length;
    const { tracks } = await readBank(bankFolder);
    const rows = tracks.flatMap(({ questions }) => questions).map((question) => countOf(question, count));
    const typical = (which: keyof (typeof rows)[number]) => median(rows.map((row) => row[which]));
    const dearest = Math.max(...rows.map(({ dollars }) => dollars));
    const price = `dollars for 1,000 answers at the price of ${usualModel}`;
    return {
      async round() {
        const unit = 'tokens' as const;
        const [read, same] = [typical('read'), typical('same')];
        const shared = 'of these, the same for all answers to a question';
        return [
          { what: 'tokens read', unit, goal: null, whetstone: read, baseline: typical('bare') },
          { what: shared, unit, goal: { atLeast: 0.5 }, whetstone: same, baseline: read },
          { what: 'tokens written', unit, goal: null, whetstone: typical('written'), baseline: null },
          { what: price, unit: 'dollars', goal: null, whetstone: typical('dollars'), baseline: null },
          {
            what: 'the same for the dearest question',
            unit: 'dollars',
            goal: null,
            whetstone: dearest,
            baseline: null,
          },
        ];
      },
      stop: async () => undefined,
    };
  },
};

function countOf(question: Question, count: (text: string) => number) {
  const answer = question.sample_answer;
  const prompt = assessmentPrompt({ question, answer, earlierAnswers: [] }, readable(answer));
  const schema = JSON.stringify(z.toJSONSchema(readingSchema(question)));
  const same = count(prompt.system) + count(schema);
  const read = same + count(prompt.user);
  const written = count(JSON.stringify(fullReading(question)));
  // Millionths of a dollar for one are thousandths for a thousand. What a server's cache saves is not in it.
  const dollars = (costOf({ inputTokens: read, outputTokens: written }, usualPrice) ?? 0) / 1000;
  return { read, same, bare: count(question.prompt) + count(answer), written, dollars };
}

/** As long as a model's reading gets: each key point and dimension is proved by a sentence of the answer. */
function fullReading({ key_points, category, sample_answer, tip, follow_ups }: Question): Reading {
  const sentences = sample_answer.match(/[^.]+\./g) ?? [sample_answer];
  const proof = (number: number) =>
    sentences[number % sentences.length]?.trim().slice(0, limits.proof.most) ?? '';
  const each = <T>(names: readonly string[], value: (number: number) => T) =>
    Object.fromEntries(names.map((name, number) => [name, value(number)]));
  return {
    keyPoints: each(
      key_points.map(({ id }) => id),
      (number) => ({ verdict: 'covered' as const, proof: proof(number) }),
    ),
    dimensions: each(dimensionsOf[category], (number) => ({ score: 4 as const, proof: proof(number) })),
    misconceptions: [],
    strengths: key_points
      .slice(0, limits.strengths)
      .map(({ text }, number) => ({ what: text, proof: proof(number) })),
    improvement: tip,
    followUp: follow_ups[0] ?? '',
  };
}
