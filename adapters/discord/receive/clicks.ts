import { MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { ActionName } from '../../../src/chat/card.ts';
import { readAction } from '../render/buttons.ts';
import { readRetry } from '../render/errors.ts';
import { readWizard } from '../render/wizard-step.ts';
import type { Asked } from './asked.ts';
import { show } from './show.ts';
import { answerWizard } from './wizard.ts';

const clickSchema = z.object({ custom_id: z.string(), values: z.array(z.string()).optional() });
const flagsSchema = z.object({ flags: z.number().default(0) });

/** What is about the list on which it was clicked. */
const changingLists: ReadonlySet<string> = new Set([
  'claim-review',
  'release-review',
  'approve-suggestion',
] satisfies ActionName[]);

/** A button or a menu of a message. */
export async function answerClick(asked: Asked): Promise<void> {
  const { answering, data, message, ask, core } = asked;
  const { custom_id: customId, values } = clickSchema.parse(data);
  const state = readWizard(message);
  if (state) return answerWizard(asked, state, { customId, ...(values ? { values } : {}) });
  const retry = readRetry(customId);
  const click = retry ? core.opening(retry.form, retry.subject) : readAction(customId);
  if (!click) return answering.dismiss();
  const work = () => ask((core, actor) => core.action(actor, click.action, click.value));
  // Only a first answer can open a form.
  if (core.mayOpenForm(click.action)) return show(await answering.soon(work()), answering);
  if (changingLists.has(click.action) && isEphemeral(message)) await answering.update();
  else await answering.reply();
  await show(await work(), answering);
}

/** Somebody's own list is changed in place. */
function isEphemeral(message: unknown): boolean {
  return ((flagsSchema.safeParse(message).data?.flags ?? 0) & MessageFlags.Ephemeral) > 0;
}
