import type { Assessment } from '../../src/domain/coach.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Credit } from '../../src/rubric/credit.ts';
import { costsOf } from '../../src/rubric/score.ts';
import { dimensionsOf } from './dimensions.ts';
import { leakFinder } from './leaks.ts';
import { limits } from './limits.ts';
import { plain } from './plain.ts';
import { partsOf, proofChecker, usesOf } from './proofs.ts';
import type { Reading } from './schema.ts';
import { scoreOf } from './score.ts';

/** Without words of the answer to show for it, a dimension is this. */
const unproven = 1;

/**
 * What holds of a model's reading: only what the answer's own words prove, the score made from that, and plain text. A verdict holds as
 * far as its proof says the key point.
 */
export function assessmentOf(
  question: Question,
  answer: string,
  reading: Reading,
  credit: Credit,
): Assessment {
  const isProof = proofChecker(answer);
  const hasUses = usesOf();
  const ids = question.key_points.map(({ id }) => id);
  const verdicts = new Map(
    ids.map((id) => {
      const { verdict, proof } = reading.keyPoints[id] ?? { verdict: 'missing', proof: '' };
      const holds = verdict !== 'missing' && isProof(proof) && hasUses(proof);
      const most = holds ? credit(id, partsOf(proof)) : 'missing';
      return [id, { verdict: most === 'covered' ? verdict : most, proof }] as const;
    }),
  );
  const having = (wanted: string) => ids.filter((id) => verdicts.get(id)?.verdict === wanted);
  const [covered, unsure, missing] = [having('covered'), having('unsure'), having('missing')];
  const dimensions = dimensionsOf[question.category].map((name) => {
    const { score, proof } = reading.dimensions[name] ?? { score: unproven, proof: '' };
    return { name, score: isProof(proof) ? score : unproven };
  });
  const earned = scoreOf({
    covered: covered.length,
    unsure: unsure.length,
    keyPoints: ids.length,
    dimensions: dimensions.map(({ score }) => score),
  });
  const stated = question.misconceptions.flatMap(({ text, hint = '' }, index) => {
    const found = reading.misconceptions.find(({ number, proof }) => number === index + 1 && isProof(proof));
    return found ? [{ text, hint, quote: plain(found.proof, limits.quote) }] : [];
  });
  const costs = costsOf(stated.length, earned);
  const leaks = leakFinder(question, answer, [...missing, ...unsure]);
  const say = (text: string, limit: number) => {
    const said = plain(text, limit);
    return leaks(text) || leaks(said) ? '' : said;
  };
  const strengths = reading.strengths
    .filter(({ proof }) => isProof(proof))
    .flatMap(({ what, proof }) => {
      const [said, quote] = [say(what, limits.strength / 2), plain(proof, limits.strength / 2 - 4)];
      return said && quote ? [`${said.replace(/[.:]$/, '')}: “${quote}”`] : [];
    });
  return {
    score: earned - costs.reduce((sum, cost) => sum + cost, 0),
    covered,
    unsure,
    missing,
    misconceptions: stated.map((doubt, index) => ({ ...doubt, cost: costs[index] ?? 0 })),
    dimensions,
    strengths: [...new Set(strengths)].slice(0, limits.strengths),
    maybes: unsure
      .map((id) => `“${plain(verdicts.get(id)?.proof ?? '', limits.quote)}”`)
      .slice(0, limits.strengths),
    improvement: say(reading.improvement, limits.improvement),
    followUp: say(reading.followUp, limits.followUp),
  };
}
