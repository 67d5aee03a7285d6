import { createHash } from 'node:crypto';
import type { Db } from '../database/database.ts';
import {
  type Assessment,
  type AssessmentRequest,
  asksModel,
  type CoachName,
  faultless,
  type Shortage,
} from '../domain/coach.ts';
import type { MentorFirst } from '../practice/mentor-first.ts';
import type { Services } from '../services/services.ts';
import { payFor } from './coach-calls.ts';

/** Coaches that are this far apart can't both be right: a mentor should look first. */
const largeDisagreement = 35;

/** A coach that can't tell so many key points, and such a share of them, can't tell how good the answer is. */
const manyUnsure = { points: 2, share: 0.5 };

export interface Opinion {
  readonly coach: CoachName;
  readonly assessment: Assessment;
  readonly standInFor: Shortage | null;
  readonly secondScore: number | null;
  /** Why a mentor should look at the answer before others. */
  readonly mentorFirst: MentorFirst | null;
  readonly cacheKey: string | null;
}

interface Asked {
  readonly workspace_id: string;
  readonly member_id: string;
  readonly answer_id: string;
}

/**
 * What the coach says of an answer. A model is asked once for the same request, the rubric coach stands in when today's
 * tokens or calls are used up, and is the second opinion otherwise.
 *
 * @throws CoachError
 * @throws CoachFault
 */
export async function askCoach(
  services: Services,
  asked: Asked,
  request: AssessmentRequest,
): Promise<Opinion> {
  const { db, coach, rubric } = services;
  const alone = { standInFor: null, secondScore: null, mentorFirst: null, cacheKey: null };
  if (!asksModel(coach)) {
    const assessment = await faultless(() => coach.assess(request));
    return { ...alone, coach: coach.name, assessment, mentorFirst: reasonFor(assessment) };
  }
  const second = await faultless(() => rubric.assess(request));
  // What is no answer costs no tokens.
  if (second.unscored === 'not-an-answer') return { ...alone, coach: rubric.name, assessment: second };
  const cacheKey = keyOf(coach.model, request);
  const judged = (given: Assessment): Opinion => ({
    coach: coach.name,
    assessment: {
      ...given,
      improvement: given.improvement || second.improvement,
      followUp: given.followUp || second.followUp,
    },
    standInFor: null,
    secondScore: second.score ?? null,
    mentorFirst: areFarApart(given, second) ? 'disagreement' : reasonFor(given),
    cacheKey,
  });
  const known = await findKnown(db, asked.workspace_id, cacheKey);
  if (known) return judged(known);
  const { workspace_id, member_id, answer_id } = asked;
  const call = { workspace_id, member_id, answer_id, purpose: 'feedback' } as const;
  const paid = await payFor(services, coach, call, lengthOf(request), (options) =>
    faultless(() => coach.assess(request, options)),
  );
  if ('result' in paid) return judged(paid.result);
  return {
    ...alone,
    coach: 'rubric',
    assessment: second,
    standInFor: paid.shortage,
    mentorFirst: reasonFor(second),
  };
}

function areFarApart(one: Assessment, other: Assessment): boolean {
  if (one.score === undefined || other.score === undefined) return false;
  return Math.abs(one.score - other.score) >= largeDisagreement;
}

/** Why a mentor should see an answer first by what its coach says. */
function reasonFor({ unscored, covered, unsure, missing }: Assessment): MentorFirst | null {
  if (unscored === 'language') return 'language';
  const points = covered.length + unsure.length + missing.length;
  return unsure.length >= Math.max(manyUnsure.points, points * manyUnsure.share) ? 'unsure' : null;
}

function lengthOf({ question, answer, earlierAnswers }: AssessmentRequest): number {
  return JSON.stringify([question, answer, earlierAnswers]).length;
}

/** Of everything that the model is told; the question's own text stands for its revision. */
function keyOf(model: string, { question, answer, earlierAnswers }: AssessmentRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([model, question, answer, earlierAnswers]))
    .digest('hex');
}

async function findKnown(db: Db, workspace: string, cacheKey: string): Promise<Assessment | undefined> {
  const known = await db
    .selectFrom('feedback')
    .select('assessment')
    .where('workspace_id', '=', workspace)
    .where('cache_key', '=', cacheKey)
    .where('assessment', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return known?.assessment ?? undefined;
}
