import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { Button } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import { limits } from '../limits.ts';

export interface ButtonRow {
  readonly type: ComponentType.ActionRow;
  readonly components: APIButtonComponentWithCustomId[];
}

/**
 * Every button of a card, except those whose value doesn't fit: it would come back as another one. The core's values
 * are ids, of which the longest have 40 characters. Of two alike the second gets a number, since ids must differ in a
 * message.
 */
export function renderButtons(buttons: readonly Button[]): APIButtonComponentWithCustomId[] {
  const used = new Map<string, number>();
  return buttons.flatMap(({ label, action, value, style }) => {
    const number = (used.get(`${action}:${value}`) ?? 0) + 1;
    used.set(`${action}:${value}`, number);
    const custom_id = `${action}${number === 1 ? '' : `.${number}`}:${value}`;
    if (custom_id.length > limits.customId || !custom_id.isWellFormed()) return [];
    const words = oneLine(label);
    return [renderButton(isBlank(words) ? action : words, custom_id, styleOf[style ?? 'plain'])];
  });
}

const styleOf = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const;

export function renderButton(
  label: string,
  custom_id: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style, label: ellipsis(label, limits.buttonLabel), custom_id };
}

/** Buttons in rows of five. */
export function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): ButtonRow[] {
  return Array.from({ length: Math.ceil(buttons.length / limits.rowButtons) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * limits.rowButtons, (row + 1) * limits.rowButtons),
  }));
}

/** What a pressed button asks for; undefined when it is none of a card's. */
export function readAction(customId: string): { action: string; value: string } | undefined {
  const [, action, value = ''] = /^([a-z-]+)(?:\.\d+)?:(.*)$/s.exec(customId) ?? [];
  return action === undefined ? undefined : { action, value };
}
