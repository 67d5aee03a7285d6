import emojis from 'emojibase-data/en/compact.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { emojiOf, withEmoji } from '../../adapters/slack/emoji.ts';
import { plainEmoji } from '../../src/leaderboards/vote.ts';

test.each([
  ['+1', '👍'],
  ['thumbsup', '👍'],
  ['+1::skin-tone-4', '👍'],
  ['arrow_up', '⬆️'],
  ['star', '⭐'],
  ['white_check_mark', '✅'],
  ['heavy_plus_sign', '➕'],
  ['hash', '#️⃣'],
  ['100', '💯'],
  ['de', '🇩🇪'],
  ['flag-de', '🇩🇪'],
  ['heart_on_fire', '❤️‍🔥'],
  ['handshake::skin-tone-2-5', '🤝'],
  ['our-own-parrot', 'our-own-parrot'],
  ['constructor', 'constructor'],
])('%s is %s', (reaction, emoji) => {
  expect(emojiOf(reaction)).toBe(emoji);
});

test('every emoji that there is has a name in Slack, but those newer than its list', async () => {
  const { default: names } = await import('emojibase-data/en/shortcodes/iamcal.json', {
    with: { type: 'json' },
  });
  const named = new Set(
    Object.values(names)
      .flat()
      .map((name) => plainEmoji(emojiOf(name))),
  );
  const unnamed = emojis.filter(
    ({ unicode, label }) => !named.has(plainEmoji(unicode)) && !label.includes('regional'),
  );
  expect(unnamed.length).toBeLessThan(30);
});

test('a text has emoji as themselves, whatever their tone; what is none stays', () => {
  expect(withEmoji('votes :+1::skin-tone-3:,:arrow_up:,:party-parrot: at 10:30:00')).toBe(
    'votes 👍,⬆️,:party-parrot: at 10:30:00',
  );
});
