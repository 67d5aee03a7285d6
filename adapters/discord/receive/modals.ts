import { z } from 'zod';
import type { Reply } from '../../../src/chat/core.ts';
import { renderErrors } from '../render/errors.ts';
import { readModal } from '../render/read-modal.ts';
import { readWizard, textsModal } from '../render/wizard-step.ts';
import type { Asked } from './asked.ts';
import { show } from './show.ts';
import { answerTexts } from './wizard.ts';

const modalSchema = z.object({ custom_id: z.string(), components: z.array(z.unknown()) });

/** A form that was sent. */
export async function answerModal(asked: Asked): Promise<void> {
  const { answering, data, message, ask } = asked;
  const { custom_id, components } = modalSchema.parse(data);
  const state = custom_id === textsModal ? readWizard(message) : undefined;
  if (state) return answerTexts(asked, state, components);
  const submission = readModal(custom_id, components);
  if (!submission) return answering.dismiss();
  const { form, subject, values } = submission;
  // Discord closes the form when it hears from us: only when what was written is stored.
  const stored = ask((core, actor) => core.submit(actor, form, subject, values));
  const reply = await answering.soon(stored).catch(async (error: unknown) => {
    if (answering.isOpen) await answering.show(renderErrors(submission, { form: failure }));
    throw error;
  });
  const errors = reply.type === 'invalid' ? reply.errors : refusalOf(reply);
  await (errors ? answering.show(renderErrors(submission, errors)) : show(reply, answering));
}

const failure = 'Something went wrong on our side. Please try again.';

/** Discord has closed the form, so what was written is given back with whatever kept it from being taken. */
function refusalOf(reply: Reply): Readonly<Record<string, string>> | undefined {
  return reply.type === 'private' && reply.card.tone === 'warning' ? { form: reply.card.summary } : undefined;
}
