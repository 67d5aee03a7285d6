import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../adapters/slack/limits.ts';
import { renderCard } from '../../adapters/slack/render/card.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import { anyCard, cardOf } from '../contract/cards.ts';
import { hostileTexts } from '../contract/hostile.ts';
import { problemsOf } from '../support/slack/block-kit.ts';
import { visibleText } from '../support/slack/visible-text.ts';

const names = { member: (id: string) => ({ U1: 'Maya', U2: 'leo_b' })[id] ?? id };

function blocksOf(...blocks: readonly Block[]) {
  return renderCard(cardOf(...blocks), names).blocks;
}

/** Whoever Slack would notify: mentions in blocks, and in the text that goes with them. */
function pinged(card: Card): string[] {
  const json = JSON.stringify(renderCard(card, names));
  const broadcast = /"type":"(?:broadcast|usergroup)"|<!(?!date\^)|@(?:here|channel|everyone)>/.test(json);
  const members = [...json.matchAll(/"user_id":"(\w+)"|<@(\w+)>/g)].map(([, rich, marked]) => rich ?? marked);
  return [...new Set([...members, ...(broadcast ? ['everybody'] : [])])].map(String);
}

describe('mentions', () => {
  const about: Block[] = [
    { type: 'text', text: ['By ', { member: 'U1' }, ' and ', { member: 'U2' }] },
    { type: 'context', text: ['For ', { member: 'U1' }, ' of ', { member: 'U3' }] },
    { type: 'table', columns: ['Who'], rows: [[[{ member: 'U2' }]]] },
    { type: 'fields', fields: [{ label: 'Mentor', value: [{ member: 'U3' }] }] },
    { type: 'list', items: [[{ member: 'U2' }]] },
  ];

  test('only the one whom the card is for is pinged; the others are named', () => {
    const card: Card = { summary: 'A card', for: 'U1', blocks: about };
    expect(pinged(card)).toEqual(['U1']);
    expect(visibleText(renderCard(card, names))).toContain('By @U1 and @leo_b');
  });

  test('nobody is when the card is for nobody', () => {
    expect(pinged({ summary: '<@U1> <!here>', blocks: about })).toEqual([]);
    expect(visibleText(blocksOf(...about))).toContain('For @Maya of @U3');
  });

  test('a name that reads like a mention is only a name', () => {
    const who = { member: 'U9' };
    const card = cardOf({ type: 'context', text: ['For ', who] }, { type: 'text', text: [who] });
    const { text, blocks } = renderCard(card, { member: () => '<!channel> <@U1>' });
    expect(blocks[0]).toMatchObject({ elements: [{ text: 'For @&lt;!channel&gt; &lt;@U1&gt;' }] });
    expect(problemsOf({ text, blocks })).toEqual([]);
  });

  test('whatever a card holds', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        // Rich text and plain text are data; only marked-up texts and the fallback can begin a mention.
        const { text, blocks } = renderCard(card, names);
        const marked = [
          text,
          ...JSON.stringify(blocks).matchAll(/"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g),
        ].join(' ');
        const members = [...marked.matchAll(/<@(\w+)>/g)].map(([, member]) => member);
        const rich = [...JSON.stringify(blocks).matchAll(/"type":"user","user_id":"(\w+)"/g)].map(
          ([, id]) => id,
        );
        for (const member of [...members, ...rich]) expect(member).toBe(card.for);
        expect(marked).not.toMatch(/<!(?!date\^\d)/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('small print and fields', () => {
  test('have marks, mentions and times where the text allows it', () => {
    const [block] = blocksOf({
      type: 'context',
      text: [{ bold: 'Tip: ' }, 'a < b, use ', { code: '/interview' }, ' in ', { channel: 'C1' }],
    });
    expect(block).toMatchObject({
      elements: [{ type: 'mrkdwn', text: '*Tip:* a &lt; b, use `/interview` in <#C1>', verbatim: true }],
    });
  });

  test.each(['snake_case and *stars*', '> quoted', 'a `tick', '~struck~', 'at :smile: all', 'ok\n > quoted'])(
    '%j goes out without any marks',
    (text) => {
      const [context] = blocksOf({ type: 'context', text: [{ bold: 'So' }, ' ', text] });
      expect(context).toMatchObject({ elements: [{ type: 'plain_text', text: `So ${text}` }] });
    },
  );

  test('a time that is none of Slack’s reads in UTC', () => {
    const time = new Date('2026-11-24T09:00:00Z');
    const [block] = blocksOf({ type: 'context', text: ['a_b ', { time, style: 'day-and-time' }] });
    expect(visibleText(block)).toBe('a_b 24 Nov 2026, 09:00 UTC');
  });
});

test.each([
  [1_996, 'section'],
  [1_997, 'rich_text'],
])('a value of %i characters, with its label and a line break, is a %s', (length, type) => {
  const blocks = blocksOf({ type: 'fields', fields: [{ label: 'L', value: 'x'.repeat(length) }] });
  expect(problemsOf({ text: '', blocks })).toEqual([]);
  expect(blocks.map((block) => block.type)).toEqual([type]);
});

describe('what is too much', () => {
  const long = 'word '.repeat(10_000);
  const button: Block = { type: 'buttons', buttons: [{ label: 'Vote', action: 'vote', value: '1' }] };

  test('ends with how much is missing, and keeps the buttons below', () => {
    const blocks = blocksOf({ type: 'text', text: long }, button, { type: 'context', text: 'last' });
    expect(blocks.at(-1)?.type).toBe('actions');
    expect(visibleText(blocks.at(-2))).toMatch(/^… 4[0-9],\d{3} more characters .*command/);
    expect(visibleText(blocks)).not.toContain('last');
    expect(problemsOf({ text: '', blocks })).toEqual([]);
  });

  test('is counted as Slack stores it', () => {
    const blocks = blocksOf({ type: 'text', text: '&'.repeat(9_000) });
    expect(visibleText(blocks).length).toBeLessThan(4_000);
  });

  test('more blocks than a message holds', () => {
    const blocks = blocksOf(...Array.from({ length: 80 }, (): Block => ({ type: 'divider' })), button);
    expect([blocks.length, blocks.at(-1)?.type, blocks.at(-2)?.type]).toEqual([50, 'actions', 'context']);
  });

  test('a Home tab holds twice the blocks, and no table', () => {
    const card = cardOf(
      { type: 'table', columns: ['A'], rows: [['1']] },
      ...Array.from({ length: 80 }, (): Block => ({ type: 'divider' })),
    );
    const { blocks } = renderCard(card, names, 'home');
    expect(blocks).toHaveLength(81);
    expect(blocks.map(({ type }) => type)).not.toContain('table');
  });

  test('a long header, field or small print becomes a text', () => {
    const text = 'x'.repeat(3_500);
    const kinds = [
      blocksOf({ type: 'header', text }),
      blocksOf({ type: 'context', text }),
      blocksOf({ type: 'fields', fields: [{ label: 'L', value: text }] }),
    ];
    for (const blocks of kinds) {
      expect(new Set(blocks.map(({ type }) => type))).toEqual(new Set(['rich_text']));
      expect(visibleText(blocks).replaceAll(/[^x]/g, '')).toHaveLength(3_500);
    }
  });
});

describe('the text for notifications', () => {
  test.each(Object.entries(hostileTexts))('is harmless with %s', (_name, text) => {
    const { text: fallback } = renderCard({ summary: text, blocks: [] }, names);
    expect(fallback).not.toMatch(/[<>\n]|&(?!amp;|lt;|gt;)/);
    expect(fallback).not.toBe('');
  });

  test('fits when every character is escaped', () => {
    const { text } = renderCard({ summary: '&'.repeat(10_000), blocks: [] }, names);
    expect(text.length).toBeLessThanOrEqual(limits.fallbackText);
    expect(text).toMatch(/…$/);
  });
});
