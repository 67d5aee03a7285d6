import type { KnownBlock } from '@slack/web-api';
import type { ActionName, Card } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import { escapeText } from '../escape.ts';
import { limits } from '../limits.ts';
import { renderBlock } from './block.ts';
import { renderButtons, renderRating } from './buttons.ts';
import { fitInto } from './fit-into.ts';
import type { Names, Setting } from './inline.ts';
import { renderTable, renderTableAsList } from './table.ts';

export interface RenderedCard {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack's three places for blocks. Tables are for messages only. */
const rooms = {
  message: { blocks: limits.messageBlocks, characters: limits.messageCharacters, tables: limits.tables },
  home: { blocks: limits.viewBlocks, characters: limits.home, tables: 0 },
} as const;

const howToSeeTheRest =
  'The rest doesn’t fit in a Slack message. To see it, narrow the command down, for example to one track.';

/** A card within Slack's limits, in which nothing that anybody wrote is more than text. */
export function renderCard(card: Card, names: Names, place: keyof typeof rooms = 'message'): RenderedCard {
  const room = rooms[place];
  const setting: Setting = { names, for: card.for };
  const used = new Map<ActionName, number>();
  let tables = 0;
  const blocks = card.blocks.flatMap((block): KnownBlock[] => {
    // Sent beside the message, where Slack takes files: see send-picture.ts.
    if (block.type === 'picture') return [];
    if (block.type === 'buttons')
      return block.isRating ? renderRating(block.buttons) : renderButtons(block.buttons, used);
    if (block.type !== 'table') return renderBlock(block, setting);
    const rendered = tables < room.tables ? renderTable(block, setting) : renderTableAsList(block, setting);
    if (rendered.some(({ type }) => type === 'table')) tables++;
    return rendered;
  });
  return { text: fallbackText(card), blocks: fitInto(blocks, room, howToSeeTheRest) };
}

/** A character can take five when it is escaped. */
function fallbackText({ summary }: Card): string {
  const words = oneLine(summary);
  return escapeText(ellipsis(isBlank(words) ? 'Whetstone' : words, limits.fallbackText / 5));
}
