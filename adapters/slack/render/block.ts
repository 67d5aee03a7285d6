import type { KnownBlock } from '@slack/web-api';
import type { Block, Text } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { limits } from '../limits.ts';
import { renderFields } from './fields.ts';
import { inlinesOf, plainWords, type Setting } from './inline.ts';
import { renderList } from './list.ts';
import { richSections } from './rich-text.ts';
import { plainText, textObject } from './text-object.ts';

type Simple = Exclude<Block, { readonly type: 'buttons' | 'picture' | 'table' }>;

export function renderBlock(block: Simple, setting: Setting): KnownBlock[] {
  switch (block.type) {
    case 'header':
      return renderHeader(block.text, setting);
    case 'text':
      return isEmpty(block.text, setting) ? [] : richSections(inlinesOf(block.text), setting);
    case 'quote':
      return isEmpty(block.text, setting)
        ? []
        : richSections(inlinesOf(block.text), setting, 'rich_text_quote');
    case 'context':
      return renderContext(block.text, setting);
    case 'list':
      return renderList(block.items, block.ordered ?? false, setting);
    case 'fields':
      return renderFields(block.fields, setting);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

/** One that is too long for a header is a bold text. */
export function renderHeader(text: string, setting: Setting): KnownBlock[] {
  const words = oneLine(text);
  if (isBlank(words)) return [];
  return words.length <= limits.header
    ? [{ type: 'header', text: plainText(words) }]
    : richSections([{ bold: words }], setting);
}

/** One that is too long for the small print is a text. */
function renderContext(text: Text, setting: Setting): KnownBlock[] {
  if (isEmpty(text, setting)) return [];
  const element = textObject(inlinesOf(text), setting);
  return element.text.length <= limits.contextText
    ? [{ type: 'context', elements: [element] }]
    : richSections(inlinesOf(text), setting);
}

function isEmpty(text: Text, setting: Setting): boolean {
  return isBlank(plainWords(inlinesOf(text), setting));
}
