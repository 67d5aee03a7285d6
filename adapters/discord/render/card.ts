import {
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  roleMention,
  subtext,
  userMention,
} from 'discord.js';
import type { Card } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import { escapeMarkdown, isSnowflake } from '../escape.ts';
import { limits } from '../limits.ts';
import { renderBlock, titleOf } from './block.ts';
import { renderButtons, rowsOf } from './buttons.ts';
import { colours, emptyMessage, type RenderedMessage } from './message.ts';
import { layOut, type Passage } from './pages.ts';

const buttonsPerMessage = limits.rows * limits.rowButtons;

/**
 * A card within the limits of one message, in which nothing that anybody wrote is more than text. What doesn't fit is
 * counted in a last line.
 */
export function renderCard(card: Card): RenderedMessage {
  const [first = [], ...rest] = embedsOf(card);
  const buttons = buttonsOf(card);
  const missing = noticeOf(rest.flat(), buttons.length - buttonsPerMessage);
  const embeds = missing === undefined ? first : [...first, { description: subtext(missing) }];
  return { ...pings(card), ...bodyOf(card, embeds, buttons.slice(0, buttonsPerMessage)) };
}

/** All of a card, over as many messages as it needs; the first pings, and the buttons are on the last. */
export function renderPages(card: Card): RenderedMessage[] {
  const buttons = buttonsOf(card);
  const pages = embedsOf(card);
  const extra = Math.max(0, Math.ceil(buttons.length / buttonsPerMessage) - 1);
  const all = [...pages, ...Array.from({ length: extra }, () => [{ description: 'More to choose from:' }])];
  return all.map((embeds, index) => {
    const turn = index - (pages.length - 1);
    const own = turn < 0 ? [] : buttons.slice(turn * buttonsPerMessage, (turn + 1) * buttonsPerMessage);
    return { ...(index === 0 ? pings(card) : emptyMessage), ...bodyOf(card, embeds, own) };
  });
}

function bodyOf(
  { tone = 'neutral' }: Card,
  embeds: readonly APIEmbed[],
  buttons: readonly APIButtonComponentWithCustomId[],
) {
  return { embeds: embeds.map((embed) => ({ ...embed, color: colours[tone] })), components: rowsOf(buttons) };
}

/** Mentions ping in a message's content only, never in embeds. */
function pings({ for: member = '', pings: role = '' }: Card): RenderedMessage {
  const users = isSnowflake(member) ? [member] : [];
  const roles = isSnowflake(role) ? [role] : [];
  return {
    ...emptyMessage,
    content: [...users.map((id) => userMention(id)), ...roles.map((id) => roleMention(id))].join(' '),
    allowed_mentions: { parse: [], users, roles },
  };
}

function buttonsOf({ blocks }: Card) {
  return renderButtons(blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : [])));
}

/** A header that comes first is the title. A divider is a blank line. A card without words shows its summary. */
function embedsOf({ blocks, summary }: Card): APIEmbed[][] {
  const [first, ...others] = blocks;
  const title = first?.type === 'header' ? titleOf(first.text) : undefined;
  const passages: Passage[] = [];
  let apart = false;
  for (const block of title === undefined ? blocks : others) {
    if (block.type === 'buttons' || block.type === 'picture') continue;
    if (block.type === 'divider') apart = true;
    else {
      const [head, ...more] = renderBlock(block);
      if (!head) continue;
      passages.push(apart ? { ...head, apart } : head, ...more);
      // Discord takes the line after a list for a part of its last item.
      apart = block.type === 'list';
    }
  }
  const pages = layOut(title, passages);
  return pages.length > 0 ? pages : [[{ description: summaryOf(summary) }]];
}

function summaryOf(summary: string): string {
  const words = oneLine(summary);
  return escapeMarkdown(ellipsis(isBlank(words) ? 'Whetstone' : words, limits.embedDescription / 2));
}

function noticeOf(embeds: readonly APIEmbed[], buttons: number): string | undefined {
  const characters = embeds.reduce(
    (sum, { title = '', description = '' }) => sum + title.length + description.length,
    0,
  );
  const count = new Intl.NumberFormat('en');
  const missing = [
    ...(characters > 0 ? [`${count.format(characters)} more characters`] : []),
    ...(buttons > 0 ? [`${count.format(buttons)} more buttons`] : []),
  ];
  if (missing.length === 0) return undefined;
  return `… ${missing.join(' and ')} don’t fit here. To see them, narrow the command down, for example to one track.`;
}
