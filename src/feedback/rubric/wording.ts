import type { Category, Question } from '../../questions/question.ts';
import type { CompiledRubric } from './compiled.ts';
import type { Coverage, Evidence } from './coverage.ts';
import { isForeign } from './language.ts';
import { cut, quoteOf } from './quote.ts';
import { subjectOf } from './subject.ts';
import { isWord, type ReadText } from './text.ts';

const limits = { quote: 120, about: 150, strengths: 3 };

/** What the answer does well, each with its own words as proof. Different sentences go first. */
export function strengthsOf({ points }: CompiledRubric, { evidence }: Coverage): string[] {
  const proofs = points.flatMap(({ id, text }) => {
    const found = evidence.get(id);
    return found ? [{ text, ...found }] : [];
  });
  const isFirst = ({ sentence }: Evidence, index: number) =>
    proofs.findIndex((proof) => proof.sentence === sentence) === index;
  const fresh = proofs.filter(isFirst);
  const repeated = proofs.filter((proof, index) => !isFirst(proof, index));
  return [...fresh, ...repeated]
    .slice(0, limits.strengths)
    .map(({ text, ...found }) => `${cut(text, limits.about)}: “${quoteOf(found, limits.quote)}”`);
}

const gaps: Record<Category, readonly ((subject: string) => string)[]> = {
  behavioral: [
    (subject) => `The story says too little about ${subject} yet: what happened there, and what did you do?`,
    (subject) => `What could you tell about ${subject}? Pick one moment of the story that shows it.`,
  ],
  technical: [
    (subject) => `What about ${subject}? Say what you would do there, and why.`,
    (subject) =>
      `What would you say about ${subject} if the interviewer asked, and how would you know that it worked?`,
  ],
  situational: [
    (subject) => `What about ${subject}? Say when you would turn to that, and what it costs.`,
    (subject) => `Think about ${subject}: what would you do there, and at which point?`,
  ],
};

const depths: Record<Category, string> = {
  behavioral: 'name the moment that was hardest and what you would do differently today.',
  technical: 'name what your choice costs, and a case in which you would choose differently.',
  situational: 'give the order and the minutes, and say which number would make you change the plan.',
};

/** The one thing to do next. It asks; the sample answer is for later. */
export function improvementOf(
  question: Question,
  rubric: CompiledRubric,
  coverage: Coverage,
  read: ReadText,
): string {
  const sentences = coverage.sentences.map(({ sentence }) => sentence);
  if (!sentences.some(({ tokens }) => tokens.some(isWord)))
    return 'There is nothing to go by yet: write a few sentences of your own.';
  if (isForeign(sentences))
    return 'This offline coach reads English only: answer in English to get its feedback.';
  const [doubtful] = coverage.misconceptions.values();
  if (doubtful)
    return `Look at this again: “${cut(doubtful.text, limits.quote)}” Is that always so? Think of a case in which it goes wrong.`;
  const lists = coverage.sentences.filter(({ standing }) => standing === 'list').length;
  if (coverage.evidence.size === 0 && lists > sentences.length / 2)
    return 'Keywords alone say little: put them into sentences that tell what you would do, and why.';
  const missing = rubric.points.find(({ id }) => !coverage.evidence.has(id));
  if (!missing) return `Everything that matters is there. To go deeper, ${depths[question.category]}`;
  const templates = gaps[question.category];
  const subject = subjectOf(missing, rubric.promptForms, read);
  return (templates[hashOf(missing.id) % templates.length] ?? String)(subject);
}

/** The follow-up nearest to what is missing; when none is near, one picked by the answer and the number of attempts. */
export function followUpOf(
  { follow_ups }: Question,
  rubric: CompiledRubric,
  coverage: Coverage,
  read: ReadText,
  seed: string,
): string {
  const missing = rubric.points.find(({ id }) => !coverage.evidence.has(id));
  const nearness = follow_ups.map((followUp) =>
    read(followUp)
      .flatMap(({ tokens }) => tokens)
      .reduce((sum, { common, forms }) => sum + (common ? 0 : (missing?.field.get(forms[0] ?? '') ?? 0)), 0),
  );
  const best = Math.max(...nearness);
  const index = best >= 0.5 ? nearness.indexOf(best) : hashOf(seed) % follow_ups.length;
  return follow_ups[index] ?? '';
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
