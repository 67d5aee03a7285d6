import type { Question } from '../../src/domain/question.ts';
import { compileRubric } from '../../src/rubric/compiled.ts';
import { features } from '../../src/rubric/features.ts';
import { readAgainst } from '../../src/rubric/grounds.ts';
import { hasContent, type ReadText, stemOf, textReader } from '../../src/rubric/text.ts';
import { significance, type Weights } from '../../src/rubric/weights.ts';
import { boost, type Example } from './boost.ts';
import { bare, type Labelled, uncued } from './labelled.ts';

/** More of these may only speak for a point, or only against it, so that no answer loses by saying more. */
const directions: Readonly<Record<string, number>> = {
  ...{ text: 1, textSecond: 1, textAll: 1, field: 1, fieldSecond: 1, fieldAll: 1, sample: 1, example: 1 },
  ...{ phrases: 1, cueWords: 1, margin: 1, marginSample: 1 },
  ...{ behind: -1, negated: -1, denied: -1, dismissive: -1, certain: -1, mistaken: -1 },
};
const growth = { depth: 3, rate: 0.1, least: 8, ridge: 3 };
const trees = { rich: 200, plain: 90 };

/** The cues were written with the answers of these sets at hand, so that they tell nothing of cues. */
const cued = /^(backend|devops|full-stack|software-engineer)$/;
/** Of like length whatever they are worth, as real answers are; there are few of them. */
const matched = /^(ways|terse|last|own|own-more|last-own)$/;

/** Denials are rare, and a point that was denied and counts is what people laugh at. */
const emphasis = 3;

function weightOf({ set }: Labelled, hasCues: boolean): number {
  if (hasCues && cued.test(set)) return 0;
  return matched.test(set) ? 3 : set.endsWith('fitted') ? 0.5 : 1;
}

/** Each text is read once. */
export function rememberingReader(): ReadText {
  const read = textReader();
  const known = new Map<string, ReturnType<ReadText>>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}

/**
 * What a reader learns from answers to questions: how telling words are, and what shows a key point. Each question is read three
 * times: as it is, without its cues, and without its examples too, as teams write theirs.
 */
export function learn(questions: readonly Question[], answers: readonly Labelled[], read: ReadText): Weights {
  const common = { spread: spreadOf(questions, answers, read), questions: questions.length };
  const weigh = significance(common);
  const grow = (count: number, formsOf: (question: Question) => Question[]) => {
    const examples = questions.flatMap((question) => {
      const own = answers.filter((one) => one.question === question.id && one.kind !== 'foreign');
      return formsOf(question).flatMap((form) => {
        const rubric = compileRubric(form, read, weigh);
        const hasCues = form.key_points.some(({ cues }) => cues.length > 0);
        return [...own, ...own.flatMap((answer, index) => padded(answer, index))].flatMap(
          (answer): Example[] => {
            const weight = weightOf(answer, hasCues);
            const { covered, denied } = answer;
            if (weight === 0 || !covered) return [];
            return readAgainst(rubric, read(answer.answer)).grounds.map((grounds) => ({
              row: grounds.features,
              isYes: covered.includes(grounds.id),
              weight: denied?.includes(grounds.id) ? weight * emphasis : weight,
            }));
          },
        );
      });
    });
    return boost(examples, {
      ...growth,
      trees: count,
      directions: features.map((name) => directions[name] ?? 0),
    });
  };
  // Of another question's answers, which aren't about this one: what a point is shown by doesn't change with what stands beside it.
  const fillers = answers.filter(({ kind }) => kind === 'off-topic');
  const padded = (answer: Labelled, index: number): Labelled[] => {
    const filler = fillers[index % fillers.length];
    if (index % 2 > 0 || !filler || filler.question === answer.question) return [];
    return [{ ...answer, answer: `${answer.answer}\n\n${filler.answer}` }];
  };
  const rich = (question: Question) => (hasExamples(question) ? [question, uncued(question)] : []);
  return {
    ...common,
    forests: { rich: grow(trees.rich, rich), plain: grow(trees.plain, (question) => [bare(question)]) },
  };
}

const hasExamples = ({ key_points }: Question) => key_points.some(({ examples }) => examples.length > 0);

/** In how many questions, with their answers, each stem is met; those met in one alone are left out. */
function spreadOf(questions: readonly Question[], answers: readonly Labelled[], read: ReadText) {
  const met = new Map<string, Set<string>>();
  const meet = (text: string, question: string) => {
    for (const { tokens } of read(text))
      for (const token of tokens.filter(hasContent)) {
        const places = met.get(stemOf(token)) ?? new Set();
        met.set(stemOf(token), places.add(question));
      }
  };
  for (const { id, prompt, sample_answer, key_points } of questions)
    for (const text of [prompt, sample_answer, ...key_points.map((point) => point.text)]) meet(text, id);
  // By which words are English is told from these, too.
  for (const { answer, question, kind } of answers) if (kind !== 'foreign') meet(answer, question);
  const shared = [...met]
    .filter(([, places]) => places.size > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(shared.map(([stem, { size }]) => [stem, size] as const));
}

/** Weights for each question that were learned without it and its answers, in eight parts. */
export function learnWithoutEach(
  questions: readonly Question[],
  answers: readonly Labelled[],
  read: ReadText,
  parts = 8,
): ReadonlyMap<string, Weights> {
  const ids = questions.map(({ id }) => id).sort();
  return new Map(
    Array.from({ length: parts }, (_, part) => {
      const left = new Set(ids.filter((_, index) => index % parts === part));
      const weights = learn(
        questions.filter(({ id }) => !left.has(id)),
        answers.filter(({ question }) => !left.has(question)),
        read,
      );
      return [...left].map((id) => [id, weights] as const);
    }).flat(),
  );
}
