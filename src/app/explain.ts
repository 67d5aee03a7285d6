import { randomUUID } from 'node:crypto';
import { describeError, UserError } from '../base/errors.ts';
import type { Inline } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Services } from '../services/services.ts';

/** What people can mend comes back as a private card, all else as one with an id, which the log has, too. */
export async function explain(
  { log }: Services,
  { workspace, channel, member }: Actor,
  what: string,
  work: () => Promise<Reply>,
  sayFailed = failureCard,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return notice(inlinesOf(error.message), 'warning');
    const id = randomUUID().slice(0, 8);
    log.error({ id, what, workspace, channel, member, error: describeError(error) }, 'a request failed');
    return sayFailed(id);
  }
}

function failureCard(id: string): Reply {
  const sentence =
    'Something went wrong on our side. Please try again; if it keeps happening, give an admin the id ';
  return notice([sentence, { code: id }, '.'], 'warning');
}

/** A form that couldn't be stored stays open, with all that was written. */
export function keepOpen(values: FormValues, id: string): Reply {
  const [field] = Object.keys(values);
  if (field === undefined) return failureCard(id);
  const error = `Something went wrong on our side, and nothing was saved. Please send it again; if it keeps happening, give an admin the id ${id}.`;
  return { type: 'invalid', errors: { [field]: error } };
}

/** Turns the `code` of a sentence into code, and whom somebody mentioned, as platforms write that, into members and roles. */
export function inlinesOf(sentence: string): Inline[] {
  return sentence.split(/(`[^`]*`|<@[!&]?\w+(?:\|[^<>]*)?>)/).map((part) => {
    if (part.startsWith('`') && part.length > 1) return { code: part.slice(1, -1) };
    const [, kind, id] = /^<@([!&]?)(\w+)/.exec(part) ?? [];
    if (id === undefined) return part;
    return kind === '&' ? { group: id } : { member: id };
  });
}
