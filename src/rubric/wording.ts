import type { Category, Question } from '../domain/question.ts';
import { cut, quoteOf } from './quote.ts';
import { type ReadText, type Sentence, stemOf } from './text.ts';
import type { JudgedPoint, Judgement } from './verdicts.ts';
import { contentOf } from './words.ts';

export const limits = { quote: 120, about: 150, strengths: 3 };

/** What the answer does well, each with its own words as proof: what is surest first, each sentence once with all that it makes, and none that is asked about. */
export function strengthsOf(
  { key_points }: Question,
  { points }: Judgement,
  doubtful: readonly Sentence[],
): string[] {
  const made = points
    .filter(({ verdict, sentence }) => verdict === 'covered' && !doubtful.includes(sentence))
    .sort((a, b) => b.belief - a.belief);
  const textOf = ({ id }: JudgedPoint) => key_points.find((point) => point.id === id)?.text ?? '';
  return [...Map.groupBy(made, ({ sentence }) => sentence).values()]
    .slice(0, limits.strengths)
    .flatMap((together) => {
      const [surest] = together;
      if (!surest) return [];
      const about = together.map((point) => cut(textOf(point), limits.about)).join('; ');
      return `${about}: “${quoteOf(surest, limits.quote)}”`;
    });
}

/** The words that may make a point. The point itself isn't named: that would give it away. */
export function maybesOf({ points }: Judgement): string[] {
  const open = points.filter(({ verdict, sentence }) => verdict === 'unsure' && sentence.text !== '');
  const quotes = open.map((point) => `“${quoteOf(point, limits.quote)}”`);
  return [...new Set(quotes)].slice(0, limits.strengths);
}

const depths: Readonly<Record<Category, string>> = {
  behavioral: 'name the moment that was hardest and what you would do differently today.',
  technical: 'name what your choice costs, and a case in which you would choose differently.',
  situational: 'give the order and the minutes, and say which number would make you change the plan.',
};

/** The one thing to do next: the hint of the first point that is missing, or else of one that may be there. */
export function improvementOf({ key_points, category }: Question, { sentences, points }: Judgement): string {
  if (sentences.length === 0) return 'There isn’t enough to go on yet. Write a few sentences of your own.';
  const lists = sentences.filter(({ standing }) => standing === 'list').length;
  if (points.every(({ verdict }) => verdict === 'missing') && lists > sentences.length / 2)
    return 'Keywords alone don’t say much. Say what you would do with them, and why.';
  const open =
    points.find(({ verdict }) => verdict === 'missing') ?? points.find(({ verdict }) => verdict === 'unsure');
  if (!open) return `You made every key point. To go deeper, ${depths[category]}`;
  const point = key_points.find(({ id }) => id === open.id);
  return point?.hint ?? askFor(point?.text ?? '');
}

/** How a key point without a hint is asked for, whatever form its text has. */
function askFor(text: string): string {
  return `An interviewer also listens for this: “${cut(text.replace(/(?<![\s.?!])[\s.?!]+$/, ''), limits.about)}”. What could you say about it?`;
}

/**
 * The follow-up that fits best what the answer makes. One that is about what it leaves out would ask for details of something that
 * nobody told. Of equals, another one at each attempt.
 */
export function followUpOf(
  { follow_ups, key_points }: Question,
  { sentences, points }: Judgement,
  read: ReadText,
  attempt: number,
): string {
  const stemsOf = (texts: readonly Sentence[]) => new Set(contentOf(texts).map(stemOf));
  const said = stemsOf(sentences.map(({ sentence }) => sentence));
  const left = points.filter(({ verdict }) => verdict === 'missing').map(({ id }) => id);
  const unsaid = stemsOf(key_points.filter(({ id }) => left.includes(id)).flatMap(({ text }) => read(text)));
  const fits = follow_ups.map((followUp) => {
    const stems = [...stemsOf(read(followUp))];
    const share = (of: (stem: string) => boolean) => stems.filter(of).length / Math.max(1, stems.length);
    return share((stem) => said.has(stem)) - 2 * share((stem) => unsaid.has(stem) && !said.has(stem));
  });
  const best = Math.max(...fits);
  const fitting = follow_ups.filter((_, index) => best - (fits[index] ?? 0) < 0.05);
  return fitting[attempt % fitting.length] ?? '';
}
