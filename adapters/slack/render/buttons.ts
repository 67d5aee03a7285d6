import type { Button as ButtonElement, KnownBlock } from '@slack/web-api';
import type { ActionName, Button } from '../../../src/chat/card.ts';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import { limits } from '../limits.ts';
import { plainText } from './text-object.ts';

/** Every button of a card in blocks of 25. `used` counts the actions, whose ids must differ in a message. */
export function renderButtons(buttons: readonly Button[], used: Map<ActionName, number>): KnownBlock[] {
  const elements = buttons.map((button) => renderButton(button, used));
  const rows = Math.ceil(elements.length / limits.actionsElements);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'actions',
    elements: elements.slice(row * limits.actionsElements, (row + 1) * limits.actionsElements),
  }));
}

function renderButton({ label, action, value, style }: Button, used: Map<ActionName, number>): ButtonElement {
  const number = (used.get(action) ?? 0) + 1;
  used.set(action, number);
  const words = oneLine(label);
  return {
    type: 'button',
    action_id: number === 1 ? action : `${action}:${number}`,
    text: plainText(ellipsis(isBlank(words) ? action : words, limits.buttonText)),
    value: clean(value),
    ...(style ? { style } : {}),
  };
}

/** Slack's own thumbs. @see https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element */
export function renderRating([good, bad]: readonly Button[]): KnownBlock[] {
  if (!good || !bad) return [];
  const thumb = ({ label, value }: Button) => ({
    text: plainText(ellipsis(oneLine(label), limits.buttonText)),
    value: clean(value),
  });
  const element = {
    type: 'feedback_buttons',
    action_id: good.action,
    positive_button: thumb(good),
    negative_button: thumb(bad),
  } as const;
  return [{ type: 'context_actions', elements: [element] }];
}

/** The action of a pressed button; undefined when it is none of ours. */
export function readAction(actionId: string): string | undefined {
  return /^([a-z-]+)(?::\d+)?$/.exec(actionId)?.[1];
}
