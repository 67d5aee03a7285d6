import fc from 'fast-check';
import type { Block, Button, Card, Inline, Text } from '../../src/chat/card.ts';
import { actionNames } from '../support/action-names.ts';
import { hostileTexts } from './hostile.ts';

export function cardOf(...blocks: readonly Block[]): Card {
  return { summary: 'A card', blocks };
}

const button = (label: string, value = '1'): Button => ({ label, action: 'vote', value });

/** Every kind of block around one text. */
export const blocksAround: Record<string, (text: string) => Block> = {
  header: (text) => ({ type: 'header', text }),
  text: (text) => ({ type: 'text', text }),
  'text of parts': (text) => ({ type: 'text', text: [{ bold: 'So' }, ' ', text, { italic: '!' }] }),
  bold: (text) => ({ type: 'text', text: [{ bold: text }] }),
  italic: (text) => ({ type: 'text', text: [{ italic: text }] }),
  code: (text) => ({ type: 'text', text: [{ code: text }] }),
  link: (text) => ({ type: 'text', text: [{ link: 'https://example.org/', text }] }),
  quote: (text) => ({ type: 'quote', text }),
  list: (text) => ({ type: 'list', items: [text] }),
  fields: (text) => ({ type: 'fields', fields: [{ label: 'Label', value: text }] }),
  'field label': (text) => ({ type: 'fields', fields: [{ label: text, value: 'value' }] }),
  table: (text) => ({ type: 'table', columns: ['Column'], rows: [[text]] }),
  'table column': (text) => ({ type: 'table', columns: [text], rows: [['cell']] }),
  context: (text) => ({ type: 'context', text }),
  buttons: (text) => ({ type: 'buttons', buttons: [button(text || 'Button')] }),
};

/** Every kind of block that repeats something, with `count` of it: `item-1`, `item-2` … */
export const blocksWith: Record<string, (count: number) => Block> = {
  list: (count) => ({ type: 'list', items: items(count) }),
  'ordered list': (count) => ({ type: 'list', items: items(count), ordered: true }),
  fields: (count) => ({ type: 'fields', fields: items(count).map((label) => ({ label, value: 'value' })) }),
  table: (count) => ({
    type: 'table',
    columns: ['Column', 'Other'],
    rows: items(count).map((item) => [item, 'x']),
  }),
  buttons: (count) => ({ type: 'buttons', buttons: items(count).map((item) => button(item, item)) }),
};

function items(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `item-${index + 1}`);
}

const string = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom<string>(...Object.values(hostileTexts), ''),
  fc.integer({ min: 1, max: 9000 }).map((length) => 'word '.repeat(length).slice(0, length)),
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  string,
  fc.record({ bold: string }),
  fc.record({ italic: string }),
  fc.record({ code: string }),
  fc.record({ member: fc.constantFrom('U1', 'U2') }),
  fc.record({ channel: fc.constant('C1') }),
  fc.record({ link: fc.oneof(fc.webUrl(), string), text: string }),
  fc.record({
    time: fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') }),
    style: fc.constantFrom('time' as const, 'day' as const, 'day-and-time' as const, 'relative' as const),
  }),
);
const text: fc.Arbitrary<Text> = fc.oneof(string, fc.array(inline, { maxLength: 6 }));
const anyButton: fc.Arbitrary<Button> = fc.record(
  {
    label: string,
    action: fc.constantFrom(...actionNames),
    value: fc.string({ maxLength: 200 }),
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['label', 'action', 'value'] },
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    type: fc.constant('picture' as const),
    picture: fc.constant('progress' as const),
    alt: string,
  }),
  fc.record({ type: fc.constant('header' as const), text: string }),
  fc.record({ type: fc.constantFrom('text' as const, 'context' as const), text }),
  fc.record({ type: fc.constant('quote' as const), text: string }),
  fc.record({
    type: fc.constant('list' as const),
    items: fc.array(text, { maxLength: 60 }),
    ordered: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: string, value: text }), { maxLength: 40 }),
  }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(string, { maxLength: 5 }),
    rows: fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('divider' as const) }),
  fc.record({ type: fc.constant('buttons' as const), buttons: fc.array(anyButton, { maxLength: 30 }) }),
);

/** Any card that a use-case could return, and many that none ever should. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    summary: string,
    tone: fc.constantFrom('neutral' as const, 'success' as const, 'warning' as const),
    for: fc.constantFrom('U1', 'U2'),
    blocks: fc.array(block, { maxLength: 8 }),
  },
  { requiredKeys: ['summary', 'blocks'] },
);
