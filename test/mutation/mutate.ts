import { mutantsIn } from './mutants-in.ts';
import { report } from './report.ts';
import { smallChanges } from './small-changes.ts';

/**
 * Changes the pure parts and the policies a little, one change at a time: `npm run test:mutation`, perhaps with parts of paths. Fails when
 * fewer than nine in ten are noticed.
 */

/** What computes, and what decides who may do what. */
const parts = [
  'src/base/{periods,steady-clock,time,time-zones}.ts',
  'src/chat/{clean,cut}.ts',
  'src/commands/{parse,times}.ts',
  'src/curation/{curators,decide,question-text}.ts',
  'src/feedback/retry-at.ts',
  'src/practice/{answer-text,visible-drop}.ts',
  'src/questions/{check-track,inspect-track,question-rules,repeated-questions}.ts',
  'src/questions/import/{judge-question,plan-import,plan-track}.ts',
  'src/reviews/{claims,review-answer}.ts',
  'src/rubric/score.ts',
  'src/schedules/slots.ts',
  'src/streaks/{law,streak}.ts',
  'src/workspaces/visible-channels.ts',
];

await report('small changes were made', await mutantsIn(parts, smallChanges), { share: 0.9 });
