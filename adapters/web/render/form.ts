import type { Form } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { clean, oneLine } from './clean.ts';
import { renderField } from './field.ts';
import { findCode } from './find-code.ts';
import { type Html, html } from './html.ts';
import { type Names, renderFolded } from './inline.ts';

const nobody: Names = { member: (id) => id, channel: (id) => id };

/** The inside of a dialog. `action` is where it is sent; `hidden` is what goes along, e.g. the thread. */
export function renderForm(form: Form, action: string, hidden: Readonly<Record<string, string>> = {}): Html {
  // Not `form`: a field of that name would hide the form from scripts.
  const extra = { ...hidden, 'form-name': form.name, subject: clean(form.subject) };
  return html`<form method="post" action="${action}" hx-post="${action}" hx-swap="none" enctype="multipart/form-data" data-form>
<h2 id="dialog-title" dir="auto">${oneLine(form.title)}</h2>
${Object.entries(extra).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${form.intro?.map(
  ({ label, text }) =>
    html`<section class="intro" tabindex="0" aria-label="${oneLine(label)}"><h3>${oneLine(label)}</h3><div dir="auto" class="text">${renderFolded(findCode(text), limits.text, nobody)}</div></section>`,
)}
${form.fields.map(renderField)}
<p class="error" id="error-form" role="alert"></p>
<div class="dialog-buttons"><button type="button" class="button" data-close>Cancel</button><button class="button primary">${oneLine(form.submitLabel)}</button></div>
</form>`;
}
