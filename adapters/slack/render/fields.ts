import type { KnownBlock } from '@slack/web-api';
import type { Inline, Text } from '../../../src/chat/card.ts';
import { oneLine } from '../../../src/chat/clean.ts';
import { limits } from '../limits.ts';
import { inlinesOf, type Setting } from './inline.ts';
import { richSections } from './rich-text.ts';
import { textObject } from './text-object.ts';

interface Field {
  readonly label: string;
  readonly value: Text;
}

/** Sections of ten fields in two columns; a field that is too long for one becomes a text. */
export function renderFields(fields: readonly Field[], setting: Setting): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: ReturnType<typeof textObject>[] = [];
  for (const { label, value } of fields) {
    const parts: Inline[] = [{ bold: oneLine(label) || '–' }, '\n', ...inlinesOf(value)];
    const field = textObject(parts, setting);
    if (field.text.length > limits.fieldText) {
      open = [];
      blocks.push(...richSections(parts, setting));
      continue;
    }
    if (open.length === 0 || open.length >= limits.fields) {
      open = [];
      blocks.push({ type: 'section', fields: open });
    }
    open.push(field);
  }
  return blocks;
}
