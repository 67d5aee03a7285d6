import { z } from 'zod';
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
  await answering.reply();
  const { form, subject, values } = submission;
  const reply = await ask((core, actor) => core.submit(actor, form, subject, values));
  if (reply.type === 'invalid') return answering.show(renderErrors(submission, reply.errors));
  await show(reply, answering);
}
