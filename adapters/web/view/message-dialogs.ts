import { messagePath } from '../platform.ts';
import { clean } from '../render/clean.ts';
import { type Html, html } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import { preview } from './quoted.ts';

/** The inside of the dialog in which one's own message is edited. */
export function editForm(message: Message): Html {
  return around(
    message,
    html`<h2 id="dialog-title">Edit message</h2>
<div class="field"><label for="edit-text" class="sr-only">Message</label><textarea id="edit-text" name="text" rows="6" dir="auto" required autofocus>
${clean(message.text)}</textarea><p class="error" id="error-form" role="alert"></p></div>`,
    html`<button class="button primary" name="do" value="save">Save</button>`,
  );
}

/** The inside of the dialog that asks before it deletes. */
export function deleteForm(message: Message): Html {
  return around(
    message,
    html`<h2 id="dialog-title">Delete this message?</h2><blockquote dir="auto">${preview(message.text)}</blockquote><p>If it’s an answer, its votes and its feedback go, too.</p>`,
    html`<button class="button danger" name="do" value="delete">Delete</button>`,
  );
}

function around(message: Message, content: Html, submit: Html): Html {
  const path = messagePath(message.channel, message.id);
  return html`<form method="post" action="${path}" hx-post="${path}" hx-swap="none" enctype="multipart/form-data" data-form>${content}
<div class="dialog-buttons"><button type="button" class="button" data-close>Cancel</button>${submit}</div></form>`;
}
