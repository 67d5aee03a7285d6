import type { Form } from '../../../src/chat/form.ts';
import { renderPages } from '../render/card.ts';
import { renderWizard } from '../render/wizard.ts';
import type { WizardState } from '../render/wizard-state.ts';
import { mergeTexts, stepWizard } from '../render/wizard-step.ts';
import type { Asked } from './asked.ts';
import { show } from './show.ts';

interface Click {
  readonly customId: string;
  readonly values?: readonly string[];
}

/** A button or menu of a form that is gone through page by page. */
export async function answerWizard(asked: Asked, state: WizardState, click: Click): Promise<void> {
  const { answering } = asked;
  const form = await answering.soon(formOf(asked, state), 'update');
  if (!form) return;
  const step = stepWizard(form, state, click);
  switch (step.type) {
    case 'show':
      return answering.change([renderWizard(form, step.state)]);
    case 'texts':
      if (answering.canOpenForm) return answering.open(step.modal);
      return answering.change([renderWizard(form, state)]);
    case 'cancel':
      return answering.change(renderPages(cancelled));
    case 'submit':
      return submit(asked, form, state);
  }
}

/** The texts of such a form, written in a modal. */
export async function answerTexts(asked: Asked, state: WizardState, components: unknown): Promise<void> {
  const { answering } = asked;
  const form = await answering.soon(formOf(asked, state), 'update');
  if (form) await answering.change([renderWizard(form, mergeTexts(form, state, components))]);
}

async function submit({ answering, ask }: Asked, form: Form, state: WizardState): Promise<void> {
  await answering.update();
  const reply = await ask((core, actor) => core.submit(actor, form.name, form.subject, state.values));
  if (reply.type === 'invalid') return answering.change([renderWizard(form, state, reply.errors)]);
  await show(reply, answering);
}

/** The form as it is now, for its words and options; what is said instead is shown. */
async function formOf(
  { ask, answering, core }: Asked,
  { form, subject }: WizardState,
): Promise<Form | undefined> {
  const opening = core.opening(form, subject) ?? { action: form, value: subject };
  const reply = await ask((_core, actor) => core.action(actor, opening.action, opening.value));
  if (reply.type === 'form') return reply.form;
  await show(reply, answering);
  return undefined;
}

const cancelled = {
  summary: 'Nothing was changed.',
  blocks: [
    {
      type: 'text' as const,
      text: ['Nothing was changed. Start again with ', { code: '/interview setup' }, '.'],
    },
  ],
};
