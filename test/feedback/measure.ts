/**
 * Prints how well the coaches read the labelled answers: the tables of docs/coaching.md. Below each row stands what counting words makes of
 * the same answers.
 */
import { openAiCoach } from '../../adapters/openai/openai-coach.ts';
import { say } from '../../bin/fail.ts';
import type { Question } from '../../src/domain/question.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import type { Weights } from '../../src/rubric/weights.ts';
import { modelServer } from '../support/model-server.ts';
import {
  accused,
  agreement,
  calibrationError,
  countingWords,
  deniedButCounted,
  f1,
  inOrder,
  type Judged,
  middling,
  mistakesFound,
  percent,
  resisted,
  type Share,
  unsureShare,
  whichPoint,
} from './figures.ts';
import { judgeAll } from './judge.ts';
import {
  bare,
  type Labelled,
  labelledQuestions,
  ownQuestions,
  ownSets,
  readLabelled,
  readSet,
  right,
  uncued,
} from './labelled.ts';
import { learnWithoutEach, rememberingReader } from './learn.ts';
import { carefulReader, type ModelDouble, sloppyReader } from './model-doubles.ts';
import { gainedByPadding, type Padding } from './padding.ts';
import { gradePublic, readPublic } from './public-answers.ts';

const row = (cells: readonly (string | number)[]) => say(`| ${cells.join(' | ')} |`);

function header(names: readonly string[]): void {
  row(names);
  row(names.map(() => '---'));
}

function cellsOf(judged: readonly Judged[], padding?: Padding): (string | number)[] {
  const english = judged.filter(({ kind }) => kind !== 'foreign');
  return [
    english.length,
    f1(english).toFixed(2),
    f1(middling(english)).toFixed(2),
    percent(whichPoint(english)),
    percent(inOrder(english)),
    percent(resisted(english)),
    padding ? `${padding.mean.toFixed(1)} (${Math.round(100 * padding.beyond)} %)` : '–',
    outOf(accused(english)),
    outOf(mistakesFound(english)),
    calibrationError(english).toFixed(3),
    percent(unsureShare(english)),
  ];
}

const outOf = ({ hits, of }: Share) => (of === 0 ? '–' : `${hits} of ${of}`);
const byId = (questions: readonly Question[]) => new Map(questions.map((one) => [one.id, one]));

async function measure(
  name: string,
  answers: readonly Labelled[],
  questions: ReadonlyMap<string, Question>,
  weights?: ReadonlyMap<string, Weights>,
): Promise<Judged[]> {
  const judged = await judgeAll(answers, questions, weights);
  const coaches = new Map([...new Set(weights?.values())].map((one) => [one, rubricCoach(one)]));
  const shipped = rubricCoach();
  const coachOf = (id: string) => {
    const own = weights?.get(id);
    return (own && coaches.get(own)) ?? shipped;
  };
  row([name, ...cellsOf(judged, await gainedByPadding(coachOf, questions, middling(judged)))]);
  const words = countingWords(
    judged.filter(({ kind }) => kind !== 'foreign'),
    questions,
  );
  const [count, ...figures] = cellsOf(words).slice(0, 6);
  row(['_counting words_', count ?? '', ...figures, ...Array.from({ length: 5 }, () => '–')]);
  return judged;
}

const shipped = await labelledQuestions();
const own = ownSets.flatMap(ownQuestions);
const answers = readLabelled();
const weights = learnWithoutEach([...shipped, ...own], answers, rememberingReader(), 5);
const of = (isWanted: (set: string) => boolean) => answers.filter(({ set }) => isWanted(set));
const isOwn = (set: string) => ownSets.some((one) => one === set);
const isLater = (set: string) => /^(ways|last|terse)$/.test(set);
const earlier = of((set) => !isLater(set) && !isOwn(set));
const ways = of((set) => set === 'ways' || set === 'last');
const terse = of((set) => set === 'terse');

header([
  ...['answers', 'number', 'F1', 'F1 of medium and weak', 'which point', 'in order', 'resisted'],
  ...['padding gains', 'accused', 'mistakes found', 'calibration error', 'not sure'],
]);
const judged = [
  ...(await measure('shipped questions, earlier answers', earlier, byId(shipped), weights)),
  ...(await measure('shipped questions, of like length', ways, byId(shipped), weights)),
];
const short = await measure('shipped questions, one sentence and denials', terse, byId(shipped), weights);
await measure('with examples, without cues, earlier answers', earlier, byId(shipped.map(uncued)), weights);
await measure('with examples, without cues, of like length', ways, byId(shipped.map(uncued)), weights);
await measure('without cues and examples, earlier answers', earlier, byId(shipped.map(bare)), weights);
await measure('without cues and examples, of like length', ways, byId(shipped.map(bare)), weights);
judged.push(...(await measure('own questions', of(isOwn), byId(own), weights)));
const final = readSet('final');
const kept = await measure('**kept**: shipped questions', final, byId(shipped));
await measure('**kept**: without cues and examples', final, byId(shipped.map(bare)));
judged.push(
  ...short,
  ...kept,
  ...(await measure('**kept**: own questions', readSet('final-own'), byId(ownQuestions('final-own')))),
);

say('');
header(['key points that an answer denies', 'counted as made all the same']);
row(['shipped questions', outOf(deniedButCounted(short))]);
row(['**kept**: shipped questions', outOf(deniedButCounted(kept))]);

say('');
header(['what gets no score', 'rightly', 'wrongly']);
const without = (why: string, all: readonly Judged[]): Share => ({
  hits: all.filter(({ got }) => got.unscored === why).length,
  of: all.length,
});
const kind = (isWanted: (one: Judged) => boolean) => judged.filter(isWanted);
row([
  'other languages',
  outOf(
    without(
      'language',
      kind((one) => one.kind === 'foreign'),
    ),
  ),
  outOf(
    without(
      'language',
      kind((one) => one.kind !== 'foreign'),
    ),
  ),
]);
row([
  'what is no answer',
  outOf(
    without(
      'not-an-answer',
      kind((one) => one.kind === 'not-an-answer'),
    ),
  ),
  outOf(
    without(
      'not-an-answer',
      kind((one) => right.includes(one.kind)),
    ),
  ),
]);

const times: number[] = [];
const coach = rubricCoach();
for (const any of [...byId(shipped).values()].slice(0, 1)) await coach.warmUp(any);
for (const { question: id, answer } of ways) {
  const question = byId(shipped).get(id);
  if (!question) continue;
  const start = performance.now();
  await coach.assess({ question, answer, earlierAnswers: [] });
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
say(
  `\nAn answer takes ${at(0.5)} ms (median), ${at(0.99)} ms (99th percentile, with a rubric that is read for the first time).\n`,
);

header([
  'public answers',
  'number',
  'r',
  'RMSE',
  'r by the rule for references',
  'its RMSE',
  'r of counting words',
]);
for (const [title, name, split] of [
  ['Mohler et al. 2011, half', 'mohler-half', 'all'],
  ['SAF, unseen questions', 'saf', 'unseen_questions'],
] as const) {
  const lines = readPublic(name, split);
  if (lines.length === 0) {
    row([title, 'not here', '', '', '', '', '']);
    continue;
  }
  const figures = [];
  for (const by of ['points', 'reference'] as const) {
    const { r, rmse } = agreement(await gradePublic(coach, lines, by));
    figures.push(r.toFixed(3), rmse.toFixed(2));
  }
  const counted = agreement(lines.map(({ answer, score }) => [answer.split(/\s+/).length, score]));
  row([title, lines.length, ...figures, counted.r.toFixed(3)]);
}

/** One answer after the other, so that the double knows which one it is asked about. */
async function judgeByDouble(double: ModelDouble, labelled: readonly Labelled[]): Promise<Judged[]> {
  const questions = byId(shipped);
  let asked: { question: Question; labelled: Labelled } | undefined;
  const server = await modelServer(() =>
    asked ? JSON.stringify(double(asked.question, asked.labelled)) : '',
  );
  const model = openAiCoach(server.settings);
  const found: Judged[] = [];
  for (const one of labelled) {
    const question = questions.get(one.question);
    if (!question) continue;
    asked = { question, labelled: one };
    const got = await model.assess({ question, answer: one.answer, earlierAnswers: [] });
    const worth = new Map([
      ...got.covered.map((id) => [id, 1] as const),
      ...got.unsure.map((id) => [id, 0.5] as const),
      ...got.missing.map((id) => [id, 0] as const),
    ]);
    found.push({ ...one, got, beliefs: worth });
  }
  await server.close();
  return found;
}

say('');
header([
  'double',
  'number',
  'F1',
  'F1 of medium and weak',
  'which point',
  'in order',
  'resisted',
  'accused',
  'mistakes found',
]);
for (const [name, double] of Object.entries({ careful: carefulReader, sloppy: sloppyReader() })) {
  const found = await judgeByDouble(double, [...earlier, ...ways]);
  const cells = cellsOf(found);
  row([name, ...cells.slice(0, 6), ...cells.slice(7, 9)]);
}
