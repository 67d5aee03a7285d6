import type { Block } from '../chat/card.ts';
import type { Assessment } from './coach.ts';

/** What a coach says of an answer, for its card. */
export function assessmentBlocks(assessment: Assessment): Block[] {
  const { strengths, misconceptions, dimensions } = assessment;
  const blocks: Block[] = [{ type: 'text', text: coverageLine(assessment) }];
  if (dimensions) {
    const judged = dimensions.map(({ name, score }) => `${name} ${score}/5`);
    blocks.push({ type: 'context', text: judged.join(' · ') });
  }
  if (strengths.length > 0) {
    blocks.push({ type: 'text', text: [{ bold: 'Strong' }] }, { type: 'list', items: strengths });
  }
  if (misconceptions.length > 0) {
    blocks.push({ type: 'text', text: [{ bold: 'Check this' }] }, { type: 'list', items: misconceptions });
  }
  blocks.push(
    { type: 'text', text: [{ bold: 'Work on: ' }, assessment.improvement] },
    { type: 'text', text: [{ bold: 'An interviewer might ask: ' }, assessment.followUp] },
  );
  return blocks;
}

function coverageLine({ covered, partly = [], missing }: Assessment): string {
  const all = covered.length + partly.length + missing.length;
  const touched = partly.length > 0 ? `, ${partly.length} more in part` : '';
  return `Key points covered: ${covered.length} of ${all}${touched}.`;
}
