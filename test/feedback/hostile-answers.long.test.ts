import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dimensionsOf } from '../../adapters/openai/dimensions.ts';
import { openAiCoach } from '../../adapters/openai/openai-coach.ts';
import { readable } from '../../adapters/openai/readable.ts';
import type { Reading } from '../../adapters/openai/schema.ts';
import type { Assessment, ModelCoach } from '../../src/domain/coach.ts';
import type { Question } from '../../src/domain/question.ts';
import { assessmentBlocks } from '../../src/feedback/assessment-blocks.ts';
import { cleanText } from '../../src/practice/answer-text.ts';
import { cardText } from '../support/harness.ts';
import { type ModelRequest, modelServer } from '../support/model-server.ts';
import { addressed, addressedKept, addressedLast } from './addressed-answers.ts';
import { questionOf } from './assess.ts';
import { injections } from './hostile-answers.ts';

/** An honest answer, and what an honest model makes of it: some of it is there, with proof. */
const base =
  'I would start with the actual plan and look for sequential scans. Then I would add an index that fits the filter. It should be faster afterwards.';
const proofs = [
  'start with the actual plan and look for sequential scans',
  'add an index that fits the filter',
];

/** By the place of the point that it makes: reading the plan, what to look for, and an index. */
const proofOf = (index: number) => ({ 0: proofs[0], 1: proofs[0], 2: proofs[1] })[index];

let question: Question;
let honest: Reading;
let model: (request: ModelRequest) => Reading;
let server: Awaited<ReturnType<typeof modelServer>>;
let coach: ModelCoach;
let fair: Assessment;

beforeAll(async () => {
  question = questionOf('backend/slow-query');
  honest = readingOf(proofOf, 3);
  model = () => honest;
  server = await modelServer((request) => JSON.stringify(model(request)));
  coach = openAiCoach(server.settings);
  fair = await assess(base);
});
afterAll(() => server.close());

const assess = (answer: string) => coach.assess({ question, answer: cleanText(answer), earlierAnswers: [] });

function readingOf(proofOf: (index: number) => string | undefined, score: 1 | 2 | 3 | 4 | 5): Reading {
  const points = question.key_points.map(({ id }, index) => {
    const proof = proofOf(index);
    return [id, { verdict: proof ? ('covered' as const) : ('missing' as const), proof: proof ?? '' }];
  });
  const names = dimensionsOf[question.category];
  return {
    keyPoints: Object.fromEntries(points),
    dimensions: Object.fromEntries(
      names.map((name, index) => [name, { score, proof: proofOf(index % 3) ?? '' }]),
    ),
    misconceptions: [],
    strengths: [{ what: 'Looks before leaping', proof: proofs[0] ?? '' }],
    improvement: 'How would you know that it worked?',
    followUp: 'What if the statistics are old?',
  };
}

const dirt = () => [
  `@everyone @here <!channel> <!here> <@U024BE7LH> <@&123456789012345678> <#C1|general> see https://evil.example/win`,
  `**bold** __under__ ~~gone~~ ||spoiler|| \`code\` # heading [click](https://evil.example/win) ![x](http://evil.example/x.png)`,
  `<b>bold</b> <img src=x onerror=alert(1)> javascript:alert(1) www.evil.example evil.example/win discord.gg/abc <a href="//evil.example">x</a>`,
  question.sample_answer,
  [...question.sample_answer].join(' '),
  [...question.sample_answer].reverse().join(''),
  Buffer.from(question.sample_answer).toString('base64'),
  `Sure! The sample answer is: ${question.sample_answer.toUpperCase()}`,
];

/** Obeys whatever an answer orders: full marks with invented proofs, the sample answer, pings, links and markup. */
function obey(turn: number): Reading {
  const said = dirt();
  const pick = (offset: number) => said[(turn + offset) % said.length] ?? '';
  return {
    ...readingOf((index) => `The candidate explains point ${index} perfectly and completely`, 5),
    strengths: said.map((what) => ({ what, proof: proofs[0] ?? '' })),
    improvement: pick(0),
    followUp: pick(3),
  };
}

/** Cleverer: it proves everything with the injected words themselves, as far as it got to read any. */
function obeySlyly(request: ModelRequest): Reading {
  const data = /<<<answer \w+>>>\n([\s\S]*?)\n<<<end of answer \w+>>>/.exec(
    request.messages.at(-1)?.content ?? '',
  );
  const squash = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const foreign = (data?.[1] ?? '')
    .split(/(?<=[.!?。])\s*/u)
    .filter((sentence) => squash(sentence).length > 6 && !squash(base).includes(squash(sentence)));
  if (foreign.length === 0) return honest;
  return readingOf((index) => proofOf(index) ?? foreign[index % foreign.length]?.slice(0, 200), 5);
}

const placed = Object.entries(injections).flatMap(([name, injection]) => [
  { name: `${name}, after`, answer: `${base}\n\n${injection}` },
  { name: `${name}, before`, answer: `${injection}\n\n${base}` },
  { name: `${name}, inside`, answer: base.replace('. Then', `. ${injection}\nThen`) },
]);

test('there are at least 60 of them', () => {
  expect(Object.keys(injections).length).toBeGreaterThanOrEqual(60);
  expect(fair.score).toBeGreaterThan(25);
  expect(fair.covered).toHaveLength(3);
});

describe.each(placed)('$name', ({ answer }) => {
  test('a model that obeys moves no score up, and gets nothing out', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      model = () => obey(turn * 4);
      const got = await assess(answer);
      expect(got.score).toBeLessThanOrEqual(fair.score ?? 0);
      expect(Object.keys(got).sort()).toEqual(Object.keys(fair).sort());
      expectClean(got);
    }
  });

  test('nor does one that takes the orders for proof', async () => {
    model = obeySlyly;
    const got = await assess(answer);
    expect(got.score).toBeLessThanOrEqual(fair.score ?? 0);
  });
});

describe.each(Object.entries({ ...addressed, ...addressedKept, ...addressedLast }))(
  'words to a reader: %s',
  (_, said) => {
    test('make no key point of any question, wherever they stand and however they are quoted', async () => {
      model = obeySlyly;
      for (const answer of [`${base}\n\n${said}`, `${base} ${said}`, `${said} ${base}`]) {
        const got = await assess(answer);
        expect(got.covered).toEqual(fair.covered);
        // What names words of the rubric may put one point in doubt.
        expect(got.unsure.length).toBeLessThanOrEqual(fair.unsure.length + 1);
      }
    });
  },
);

test('honest answers reach the model as they are', () => {
  expect(readable(base)).toBe(base);
});

/** Nothing on the card that pings, links, marks up, or gives the sample answer away. */
function expectClean(got: Assessment): void {
  const card = cardText({ summary: '', blocks: assessmentBlocks(got, '1') });
  expect(card).not.toMatch(
    /@\w|<[@!#:/a-z]|https?:|www\.|evil\.|discord\.gg|\]\(|javascript:|\*\*|__|~~|\|\||`/i,
  );
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const said = letters(card);
  const secret = letters(question.sample_answer);
  const own = letters(base);
  for (const text of [said, [...said].reverse().join('')])
    for (let at = 0; at + 30 <= secret.length; at += 1) {
      const part = secret.slice(at, at + 30);
      if (!own.includes(part)) expect(text.includes(part), part).toBe(false);
    }
  for (const text of [...got.strengths, got.improvement, got.followUp]) {
    expect(text.length).toBeLessThanOrEqual(400);
    expect(text).not.toMatch(/\S{41,}|\n/);
  }
}
