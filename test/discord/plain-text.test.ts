import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emojiOf } from '../../adapters/discord/emoji.ts';
import { mentionsIn, plainText } from '../../adapters/discord/receive/plain-text.ts';

const mentions = [
  { id: '100000000000000001', name: 'Maya' },
  { id: '200000000000000001', name: 'practice' },
  { id: '300000000000000001', name: 'backend' },
];

test.each([
  ['Hi <@100000000000000001> and <@!100000000000000001>', 'Hi @Maya and @Maya'],
  ['<@&300000000000000001> in <#200000000000000001>', '@backend in #practice'],
  ['<@100000000000000009>', '@100000000000000009'],
  ['<:ship_it:400000000000000001> <a:party:400000000000000002>', ':ship_it: :party:'],
  ['at <t:1795510800:R>, <t:1795510800>', 'at 24 Nov 2026, 09:00 UTC, 24 Nov 2026, 09:00 UTC'],
  ['<t:99999999999999999999:R>', '<t:99999999999999999999:R>'],
  ['use </interview question:500000000000000001>', 'use /interview question'],
  ['**bold** `code` > a < b <https://example.org>', '**bold** `code` > a < b <https://example.org>'],
])('%j reads %j', (content, text) => {
  expect(plainText(content, mentions)).toBe(text);
});

test('a name with a dollar sign is only a name', () => {
  expect(plainText('<@100000000000000001>', [{ id: '100000000000000001', name: '$& $1' }])).toBe('@$& $1');
});

test('any text is read', () => {
  const marks = fc.constantFrom('<', '>', '@', '#', '&', '!', ':', 't', 'a', '1', '/', ' ');
  fc.assert(fc.property(fc.string({ unit: marks }), (text) => typeof plainText(text, mentions) === 'string'));
});

test('members are found once each, roles and channels are not members', () => {
  expect(mentionsIn('<@1> <@!2> <@1> <@&3> <#4> @5')).toEqual(['1', '2']);
});

test('a reaction’s emoji', () => {
  const custom = { id: '400000000000000001', name: 'ship_it' };
  const emojis = [{ id: null, name: '👍🏽' }, { id: null, name: '⬆️' }, custom, { ...custom, name: null }];
  expect(emojis.map(emojiOf)).toEqual(['👍', '⬆️', 'ship_it', custom.id]);
});
