import { ButtonStyle } from 'discord.js';
import type { Block } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { renderButton, rowsOf } from './buttons.ts';
import { renderPages } from './card.ts';
import { uncarry } from './carry.ts';
import type { RenderedMessage } from './message.ts';
import { readAbout, type Submission } from './read-modal.ts';

const retry = 'retry';

/**
 * Why a modal's values were refused, over as many messages as it needs. Discord closes a modal whatever the answer, so
 * all that was written is quoted here, to be copied into the form that “Try again” opens. `labels` are the fields'.
 */
export function renderErrors(
  { form, subject, values }: Submission,
  errors: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): RenderedMessage[] {
  const written = Object.entries(values).flatMap(([field, value]): Block[] => [
    { type: 'text', text: [{ bold: labels[field] ?? field }] },
    { type: 'quote', text: value },
  ]);
  const blocks: Block[] = [
    { type: 'header', text: 'Not sent yet' },
    { type: 'list', items: Object.values(errors) },
    ...(written.length > 0 ? [{ type: 'context', text: 'What you wrote, to copy:' } as const] : []),
    ...written,
  ];
  const pages = renderPages({ summary: 'Not sent yet', tone: 'warning', blocks });
  const id = `${retry}:${form}:${subject}`;
  const button = id.length <= limits.customId ? [renderButton('Try again', id, ButtonStyle.Primary)] : [];
  return pages.map((page, index) =>
    index === pages.length - 1 ? { ...page, components: rowsOf(button) } : page,
  );
}

/** Which form a pressed “Try again” is about; undefined when it is another button. */
export function readRetry(customId: string): Omit<Submission, 'values'> | undefined {
  const { name, chunk } = uncarry(customId);
  return name === retry ? readAbout(chunk) : undefined;
}
