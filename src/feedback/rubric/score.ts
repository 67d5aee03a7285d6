import type { Category } from '../../questions/question.ts';
import type { CompiledRubric } from './compiled.ts';
import type { Coverage } from './coverage.ts';
import { knownWords } from './known-words.ts';
import type { Standing } from './standing.ts';
import { isWord, type Sentence } from './text.ts';

const share = { coverage: 75, substance: 25 };
const penalty = { firstMisconception: 25, otherMisconception: 15 };
/** Words of prose from which an answer is no longer short, and that a key point takes to be explained. */
const words = { enough: 110, perPoint: 12 };

/** The portion of content words that an answer to the question has in common with its rubric at the least. */
const nearShare = 0.12;

/** 0 to 100: mostly what is covered, partly how concretely, less what is wrong. */
export function scoreOf(rubric: CompiledRubric, coverage: Coverage, category: Category): number {
  const wrong = new Set(coverage.misconceptions.values());
  const prose = coverage.sentences
    .filter(({ sentence, standing }) => standing === 'statement' && !wrong.has(sentence))
    .map(({ sentence }) => sentence);
  const length = prose.reduce((sum, { tokens }) => sum + tokens.filter(isWord).length, 0);
  const covered = coverage.evidence.size;
  const thoroughness = Math.min(1, length / (words.perPoint * Math.max(1, covered)));
  const covering = coverage.made ** 0.8 * Math.sqrt(thoroughness);
  const substance = (Math.min(1, length / words.enough) + concreteness(prose, category)) / 2;
  const earned = share.coverage * covering + share.substance * substance * Math.min(1, covering * 2);
  const near = nearness(rubric, prose);
  const stated = coverage.misconceptions.size;
  const lost = stated && penalty.firstMisconception + penalty.otherMisconception * (stated - 1);
  const score = (earned * near.relevance + near.credit - lost) * sincerity(coverage);
  return Math.max(0, Math.min(100, Math.round(score)));
}

/**
 * Being about the question earns a few points even where nothing is covered yet; one key point met by chance, in
 * prose about something else, loses most of its worth.
 */
function nearness(rubric: CompiledRubric, prose: readonly Sentence[]) {
  const { count, share: portion } = knownWords(rubric, prose);
  const byChance = portion < nearShare && count < 4;
  return { relevance: byChance ? portion / nearShare / 2 : 1, credit: Math.min(5, count / 3) };
}

/** Keywords in a row and words to the grader devalue what stands beside them. */
function sincerity({ sentences }: Coverage): number {
  const lengthOf = (wanted?: Standing) =>
    sentences
      .filter(({ standing }) => !wanted || standing === wanted)
      .reduce((sum, { sentence }) => sum + sentence.tokens.length, 0);
  const all = Math.max(1, lengthOf());
  if (lengthOf('appeal') / all > 1 / 3) return 0.3;
  return lengthOf('list') > 12 && lengthOf('list') / all > 1 / 2 ? 0.5 : 1;
}

const number = /\d|%|\b(two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|half|twice)\b/i;
const reason =
  /\b(because|so that|therefore|since|otherwise|for example|for instance|such as|in order to|whereas)\b/i;
const situation = /\b(when|last|years?|months?|weeks?|night|morning|evening|team|project|company|once)\b/i;
const result =
  /\b(result|since then|from then|now|today|in the end|finally|went down|went up|reduced|improved|saved|later)\b/i;
const reflection =
  /\b(learn(ed|t)?|hindsight|looking back|realised|realized|would do|differently|should have|turned out|right|wrong|next time|never happened|again)\b/i;

/** The share of the signs of concrete speech that the prose shows, 0 to 1. */
function concreteness(prose: readonly Sentence[], category: Category): number {
  const text = prose.map((sentence) => sentence.text).join(' ');
  const ownAct = prose.some(({ tokens }) =>
    tokens.some(
      ({ word }, at) => word === 'i' && tokens.slice(at + 1, at + 4).some(({ pos }) => pos === 'VERB'),
    ),
  );
  const signs =
    category === 'behavioral'
      ? [situation.test(text), ownAct, result.test(text), reflection.test(text), number.test(text)]
      : [ownAct, number.test(text), reason.test(text)];
  return signs.filter(Boolean).length / signs.length;
}
