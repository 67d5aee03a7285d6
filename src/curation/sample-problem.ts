import { isDeepStrictEqual } from 'node:util';
import { describeError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { FormValues } from '../chat/form.ts';
import type { Db } from '../database/database.ts';
import { memory } from '../database/memory.ts';
import type { Question } from '../domain/question.ts';
import type { Services } from '../services/services.ts';

/** What was sent back, of about 5 kB each. Who sends it again after a restart is told once more. */
const sentBackOf = memory<FormValues>({ max: 500 });

const nameOf = ({ workspace, member }: Actor, subject: string) => `${workspace}/${member}/${subject}`;

/** What the member wrote into this form when it was sent back last. */
export function sentBack(db: Db, actor: Actor, subject: string): FormValues | undefined {
  return sentBackOf(db).get(nameOf(actor, subject));
}

/** Which key points the coach misses in a sample answer. Said once: whoever sends the same words again means them. */
export function sampleProblem(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
  question: Question,
): string | undefined {
  const remembered = sentBackOf(services.db);
  const name = nameOf(actor, subject);
  if (isDeepStrictEqual(remembered.get(name), values)) return undefined;
  const missing = missingIn(services, question);
  if (missing.length === 0) return undefined;
  remembered.set(name, values);
  const all = question.key_points.length;
  const texts = missing.map(({ text }) => `“${ellipsis(text, 100)}”`).join(', ');
  return `I find ${all - missing.length} of ${all} points in your sample answer. Say the others there more plainly: ${texts}. Or send it again as it is.`;
}

function missingIn({ rubric, log }: Services, question: Question) {
  try {
    const unmade = rubric.unmade(question);
    return question.key_points.filter(({ id }) => unmade.includes(id));
  } catch (error) {
    // It is advice: a fault of the coach keeps nobody from suggesting.
    log.error({ error: describeError(error) }, 'a sample answer could not be read');
    return [];
  }
}
