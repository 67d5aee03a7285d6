import type { Reply } from '../../../src/chat/core.ts';
import { type Form, openAgainButtons } from '../../../src/chat/form.ts';
import { renderPages } from '../render/card.ts';
import { renderModal } from '../render/modal.ts';
import { valuesOf } from '../render/values.ts';
import { needsWizard, renderWizard } from '../render/wizard.ts';
import type { Answering } from './answering.ts';

/** Shows the core's reply to the one who asked, and to nobody else. */
export async function show(reply: Reply, answering: Answering): Promise<void> {
  if (reply.type === 'private') return answering.show(renderPages(reply.card));
  if (reply.type === 'form') return showForm(reply.form, answering);
  return answering.dismiss();
}

async function showForm(form: Form, answering: Answering): Promise<void> {
  if (needsWizard(form)) return answering.show([renderWizard(form, { page: 0, values: valuesOf(form) })]);
  if (answering.canOpenForm) return answering.open(renderModal(form));
  // It was acknowledged already; a form opens only for a click that isn't.
  await answering.show(
    renderPages({
      summary: form.title,
      blocks: [
        { type: 'text', text: 'That took a moment. Open the form here:' },
        { type: 'buttons', buttons: openAgainButtons(form, form.title) },
      ],
    }),
  );
}
