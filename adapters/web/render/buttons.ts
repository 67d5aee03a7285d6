import type { Button } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { clean, oneLine } from './clean.ts';
import { cutString } from './cut.ts';
import { fold } from './fold.ts';
import { type Html, html, nothing } from './html.ts';

/** Buttons submit the form of the message that they are in. */
export function renderButtons(buttons: readonly Button[]): Html {
  return fold(
    buttons,
    limits.buttons,
    (some) => html`<div class="buttons">${some.map((button) => renderButton(button))}</div>`,
  );
}

function renderButton({ label, action, value, style }: Button): Html {
  const [head, rest] = cutString(clean(label), limits.buttonLabel);
  const title = rest === '' ? nothing : html` title="${oneLine(label)}"`;
  const classes = `button${style ? ` ${style}` : ''}`;
  return html`<button class="${classes}" name="press" value="${action} ${clean(value)}"${title}><bdi>${head}${rest === '' ? nothing : '…'}</bdi></button>`;
}
