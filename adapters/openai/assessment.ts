import type { Assessment } from '../../src/feedback/coach.ts';
import type { Question } from '../../src/questions/question.ts';
import { dimensionsOf } from './dimensions.ts';
import { leakFinder } from './leaks.ts';
import { limits } from './limits.ts';
import { plain } from './plain.ts';
import { proofChecker, usesOf } from './proofs.ts';
import type { Reading } from './schema.ts';
import { scoreOf } from './score.ts';

/** Without words of the answer to show for it, a dimension is this. */
const unproven = 1;

/** What holds of a model's reading: only what the answer's own words prove, the score made from that, and plain text. */
export function assessmentOf(question: Question, answer: string, reading: Reading): Assessment {
  const isProof = proofChecker(answer);
  const hasUses = usesOf();
  const ids = question.key_points.map(({ id }) => id);
  const verdicts = new Map(
    ids.map((id) => {
      const { verdict, proof } = reading.keyPoints[id] ?? { verdict: 'missing', proof: '' };
      const holds = verdict !== 'missing' && isProof(proof) && hasUses(proof);
      return [id, holds ? verdict : 'missing'] as const;
    }),
  );
  const having = (wanted: string) => ids.filter((id) => verdicts.get(id) === wanted);
  const [covered, partly, missing] = [having('covered'), having('partly'), having('missing')];
  const dimensions = dimensionsOf[question.category].map((name) => {
    const { score, proof } = reading.dimensions[name] ?? { score: unproven, proof: '' };
    return { name, score: isProof(proof) ? score : unproven };
  });
  const misconceptions = question.misconceptions
    .filter((_, index) =>
      reading.misconceptions.some(({ number, proof }) => number === index + 1 && isProof(proof)),
    )
    .map(({ text }) => text);
  const leaks = leakFinder(question, answer, [...missing, ...partly]);
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
    score: scoreOf({
      covered: covered.length,
      partly: partly.length,
      keyPoints: ids.length,
      dimensions: dimensions.map(({ score }) => score),
      misconceptions: misconceptions.length,
    }),
    covered,
    partly,
    missing,
    misconceptions,
    dimensions,
    strengths: [...new Set(strengths)].slice(0, limits.strengths),
    improvement: say(reading.improvement, limits.improvement),
    followUp: say(reading.followUp, limits.followUp),
  };
}
