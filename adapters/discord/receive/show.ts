import type { Card } from '../../../src/chat/card.ts';
import { type Form, openAgainButtons } from '../../../src/chat/form.ts';
import type { DrawnPicture } from '../../../src/chat/picture-in.ts';
import { renderPages } from '../render/card.ts';
import { renderModal } from '../render/modal.ts';
import { withPicture } from '../render/picture.ts';
import { valuesOf } from '../render/values.ts';
import { needsWizard, renderWizard } from '../render/wizard.ts';
import type { Answering } from './answering.ts';
import type { Illustrated } from './asked.ts';

/** Shows the core's reply to the one who asked, and to nobody else. */
export async function show(reply: Illustrated, answering: Answering): Promise<void> {
  if (reply.type === 'private') return showCard(reply.card, reply.picture, answering);
  if (reply.type === 'form') return showForm(reply.form, answering);
  return answering.dismiss();
}

/** Where Discord refuses the picture, the words are shown alone. */
async function showCard(card: Card, picture: DrawnPicture | undefined, answering: Answering): Promise<void> {
  const pages = renderPages(card);
  if (!picture) return answering.show(pages);
  try {
    await answering.show(withPicture(pages, picture));
  } catch (error) {
    if (!answering.isOpen) throw error;
    await answering.show(pages);
  }
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
