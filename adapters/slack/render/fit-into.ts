import type { KnownBlock } from '@slack/web-api';
import { escapeText } from '../escape.ts';
import { limits } from '../limits.ts';
import { plainText } from './text-object.ts';

/** How much a message, a Home tab or a form's introduction may hold. */
export interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/**
 * Leaves out what comes last when it is too much, but never the buttons, and says in its place how much is missing
 * and `how` to see it.
 */
export function fitInto(blocks: readonly KnownBlock[], room: Room, how: string): KnownBlock[] {
  const buttons = blocks.filter(isButtons).slice(0, room.blocks - 1);
  const left: Room = {
    blocks: room.blocks - buttons.length,
    characters: room.characters - buttons.reduce((sum, block) => sum + costOf(block), 0),
  };
  const others = blocks.filter((block) => !isButtons(block));
  if (fits(others, left) && buttons.length === blocks.length - others.length) return [...blocks];
  const kept = new Set<KnownBlock>([...others.slice(0, prefixThatFits(others, left)), ...buttons]);
  const missing = blocks.filter((block) => !kept.has(block));
  const at = blocks.findIndex((block) => !kept.has(block));
  return [
    ...blocks.slice(0, at),
    notice(missing, how),
    ...blocks.slice(at).filter((block) => kept.has(block)),
  ];
}

function isButtons(block: KnownBlock): boolean {
  return block.type === 'actions';
}

function fits(blocks: readonly KnownBlock[], room: Room): boolean {
  return (
    blocks.length <= room.blocks && blocks.reduce((sum, block) => sum + costOf(block), 0) <= room.characters
  );
}

/** How many of the blocks fit, with a place for the notice. */
function prefixThatFits(blocks: readonly KnownBlock[], room: Room): number {
  let characters = room.characters - 2 * limits.blockOverhead;
  const tooMany = blocks.findIndex((block, index) => {
    characters -= costOf(block);
    return characters < 0 || index >= room.blocks - 1;
  });
  return tooMany < 0 ? blocks.length : tooMany;
}

function notice(missing: readonly KnownBlock[], how: string): KnownBlock {
  const characters = missing.reduce((sum, block) => sum + charactersOf(block), 0);
  const text = `… ${new Intl.NumberFormat('en').format(characters)} more characters don’t fit here. ${how}`;
  return { type: 'context', elements: [plainText(text)] };
}

function costOf(block: KnownBlock): number {
  return limits.blockOverhead + charactersOf(block);
}

/** The length of all text in a block as Slack stores it. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), 0);
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce(
    (sum, [key, entry]) =>
      sum + (typeof entry !== 'string' ? charactersOf(entry) : key === 'text' ? escapeText(entry).length : 0),
    0,
  );
}
