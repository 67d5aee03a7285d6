import type { KnownBlock, RichTextList } from '@slack/web-api';
import type { Text } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { inlinesOf, type Setting } from './inline.ts';
import { richElements, richSections, richText } from './rich-text.ts';
import { splitInlines } from './split-inlines.ts';

/** The number before the first item's. The API has it, its types don't: .../block-elements/rich-text-list-element */
interface Numbered extends RichTextList {
  readonly offset?: number;
}

const itemsPerBlock = 20;

/** A block for every 20 items; the end of an item that is longer than a text may be follows in blocks of its own. */
export function renderList(items: readonly Text[], ordered: boolean, setting: Setting): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: Numbered | undefined;
  for (const [index, item] of items.entries()) {
    const [head = [], ...rest] = splitInlines(inlinesOf(item), limits.text);
    const elements = richElements(head.length === 0 ? ['–'] : head, setting);
    if (!open || open.elements.length >= itemsPerBlock) {
      open = listOf(ordered, index);
      blocks.push(richText(open));
    }
    open.elements.push({ type: 'rich_text_section', elements });
    if (rest.length > 0 || sizeOf(open) > limits.text) open = undefined;
    blocks.push(...richSections(rest.flat(), setting));
  }
  return blocks;
}

function listOf(ordered: boolean, offset: number): Numbered {
  return {
    type: 'rich_text_list',
    style: ordered ? 'ordered' : 'bullet',
    ...(ordered && offset > 0 ? { offset } : {}),
    elements: [],
  };
}

function sizeOf(list: RichTextList): number {
  return JSON.stringify(list).length;
}
