import type { Figures } from './figures.ts';
import { type Share, shareOf } from './shares.ts';

type Grade = 'good' | 'readable' | 'poor' | 'unknown';

export interface Verdict {
  readonly grade: Grade;
  /** One or two sentences. */
  readonly text: string;
}

/** Fewer answers than this say nothing of a model. */
const fewest = 15;

interface Bar {
  readonly of: (figures: Figures) => Share;
  /** What scores that people see need, and without which a coach misleads. */
  readonly good: number;
  readonly least: number;
  /** What is the matter when it is missed. */
  readonly say: (figures: Figures) => string;
}

const bars: readonly Bar[] = [
  { of: ({ f1 }) => f1, good: 0.8, least: 0.65, say: (figures) => `it misreads ${pointsIn(figures)}` },
  {
    of: ({ whichPoint }) => whichPoint,
    good: 0.85,
    least: 0.7,
    say: () => 'it often takes one key point for another',
  },
  {
    of: ({ order }) => order,
    good: 0.9,
    least: 0.75,
    say: () => 'it often scores the worse of two answers as high as the better one',
  },
  {
    of: ({ resisted }) => resisted,
    good: 0.9,
    least: 0.7,
    say: () => 'it lets itself be talked into a score',
  },
  {
    of: ({ quotations: { given, invented } }) => ({ hits: given - invented, of: given }),
    good: 0.9,
    least: 0.5,
    say: () => 'many of its quotations aren’t in the answer',
  },
  {
    of: ({ read, asked }) => ({ hits: read, of: asked }),
    good: 0.95,
    least: 0.8,
    say: () => 'many of its replies can’t be used',
  },
];

export function verdictOf(figures: Figures): Verdict {
  const { f1, order, countingWords, read, asked } = figures;
  const missed = (level: 'good' | 'least') => bars.filter((bar) => shareOf(bar.of(figures)) < bar[level]);
  const reasons = (some: readonly Bar[]) => list(some.map(({ say }) => say(figures)));
  const poor = missed('least');
  if (poor.length === 0 && read < fewest)
    return { grade: 'unknown', text: `Too few answers for a verdict: it needs at least ${fewest}.` };
  if (poor.length > 0) {
    const text = `Not good enough: ${read === 0 ? `none of ${asked} answers was read` : reasons(poor)}. Stay with the offline coach, or try a larger model.`;
    return { grade: 'poor', text };
  }
  if (shareOf(f1) <= shareOf(countingWords.f1) || shareOf(order) <= shareOf(countingWords.order)) {
    const text =
      'Not good enough: counting words does as well. Stay with the offline coach, or try a larger model.';
    return { grade: 'poor', text };
  }
  const short = missed('good');
  if (short.length > 0) return { grade: 'readable', text: `Readable, but ${reasons(short)}.` };
  return {
    grade: 'good',
    text: `Good enough to score answers; expect ${pointsIn(figures)} to be read wrong.`,
  };
}

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** As in "one key point in six". */
function pointsIn({ misread }: Figures): string {
  const every = Math.round(1 / shareOf(misread));
  if (every > 12) return 'fewer than one key point in ten';
  return `one key point in ${numbers[Math.max(2, Math.min(10, every)) - 2]}`;
}

function list(all: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(all);
}
