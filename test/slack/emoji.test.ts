import { expect, test } from 'vitest';
import { emojiOf, reactionOf } from '../../adapters/slack/emoji.ts';

test.each([
  ['+1', '👍'],
  ['thumbsup', '👍'],
  ['+1::skin-tone-4', '👍'],
  ['arrow_up', '⬆️'],
  ['star', '⭐'],
  ['white_check_mark', '✅'],
  ['our-own-parrot', 'our-own-parrot'],
  ['constructor', 'constructor'],
])('%s is %s', (reaction, emoji) => {
  expect(emojiOf(reaction)).toBe(emoji);
});

test('every vote emoji that workspaces start with has a reaction, which is read as that emoji', () => {
  for (const emoji of ['⬆️', '👍', '⭐']) {
    expect(reactionOf(emoji)).toMatch(/^[\w+-]+$/);
    expect(emojiOf(reactionOf(emoji))).toBe(emoji);
  }
});

test('an emoji’s tone and presentation don’t matter, and what isn’t known is a name already', () => {
  expect([reactionOf('👍🏽'), reactionOf('⬆'), reactionOf('our-own-parrot')]).toEqual([
    '+1',
    'arrow_up',
    'our-own-parrot',
  ]);
});
