import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../adapters/discord/escape.ts';
import { readAction } from '../../adapters/discord/render/buttons.ts';
import { renderCard, renderPages } from '../../adapters/discord/render/card.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import { anyCard, cardOf } from '../contract/cards.ts';
import { hostileTexts } from '../contract/hostile.ts';
import { actionNames } from '../support/action-names.ts';
import { problemsOf } from '../support/discord/strict-message.ts';
import { visibleText } from '../support/discord/visible-text.ts';

const [maya, leo, channel, role] = [
  '100000000000000001',
  '100000000000000002',
  '200000000000000001',
  '300000000000000001',
];

function description(...blocks: readonly Block[]): string | undefined {
  const message = renderCard(cardOf(...blocks));
  expect(problemsOf(message)).toEqual([]);
  return message.embeds[0]?.description;
}

describe('mentions', () => {
  const about: Block[] = [{ type: 'text', text: ['By ', { member: maya }, ' and ', { member: leo }] }];

  test('ping the one whom the card is for, and the card’s group', () => {
    const { content, embeds, allowed_mentions } = renderCard({
      summary: 'A card',
      for: maya,
      pings: role,
      blocks: about,
    });
    expect(content).toBe(`<@${maya}> <@&${role}>`);
    expect(allowed_mentions).toEqual({ parse: [], users: [maya], roles: [role] });
    expect(embeds[0]?.description).toBe(`By <@${maya}> and <@${leo}>`);
  });

  test('ping nobody when the card is for nobody', () => {
    const { content, allowed_mentions } = renderCard({ summary: '@everyone', blocks: about });
    expect([content, allowed_mentions]).toEqual(['', { parse: [], users: [], roles: [] }]);
  });

  test('of who is none of Discord’s are text, and only that', () => {
    expect(
      description({ type: 'text', text: [{ member: 'm1' }, ' ', { member: '<@100000000000000002>' }] }),
    ).toBe('\\@m1 \\@\\<\\@100000000000000002\\>');
    expect(renderCard({ summary: 'A card', for: 'm1', pings: '@everyone', blocks: about }).content).toBe('');
  });

  test('whatever a card holds', () => {
    fc.assert(
      fc.property(
        anyCard,
        fc.constantFrom(undefined, maya, leo),
        fc.constantFrom(undefined, role),
        (card, who, group) => {
          const { for: _for, ...rest } = card;
          const addressed: Card = { ...rest, ...(who && { for: who }), ...(group && { pings: group }) };
          const pages = renderPages(addressed);
          for (const page of pages) expect(problemsOf(page)).toEqual([]);
          expect(
            pages.flatMap(({ allowed_mentions }) => [...allowed_mentions.users, ...allowed_mentions.roles]),
          ).toEqual([who, group].filter(Boolean));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('escaping', () => {
  const markup = fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '`',
      '#',
      '-',
      '>',
      '<',
      '@',
      '|',
      '[',
      ']',
      '(',
      ')',
      ':',
      '\\',
      '\n',
      ' ',
      '1',
      '.',
      'a',
      '/',
      '~',
      '&',
    ),
  });

  test('loses nothing, and leaves no sign that could begin markup', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: 'grapheme' })), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped.replace(/\\([^A-Za-z0-9\s])/g, '$1')).toBe(text);
        // What is escaped is no part of an emoji's name.
        const bare = escaped.replace(/\\[^A-Za-z0-9\s]/g, '·');
        expect(bare).not.toMatch(/[*_`#<>@|[\]~\\]|:\/\/|:[\w+-]+:|^\s*(?:[-+]|\d+\.)/m);
      }),
    );
  });

  test.each([
    ['@everyone', '\\@everyone'],
    ['https://evil.example', 'https\\://evil.example'],
    ['1. one\n- two', '1\\. one\n\\- two'],
    ['-# small', '\\-\\# small'],
    ['At 09:00, so: go.', 'At 09:00, so: go.'],
    ['3.5 - 2', '3\\.5 - 2'],
    ['<t:1:R> <:smile:1> :smile:', '\\<t\\:1:R\\> \\<\\:smile:1\\> \\:smile:'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('texts', () => {
  test('have marks, links and times', () => {
    const time = new Date('2026-11-24T09:00:00Z');
    expect(
      description({
        type: 'text',
        text: [
          { bold: 'So: ' },
          { bold: 'a*b' },
          { italic: 'c' },
          ' use ',
          { code: '/interview' },
          ' in ',
          { channel },
          ' ',
          { time, style: 'relative' },
          ' ',
          { link: 'https://example.org/a_(b)', text: 'her*e' },
        ],
      }),
    ).toBe(
      `**So:** **a\\*b**\u200b*c* use \`/interview\` in <#${channel}> <t:1795510800:R> [her\\*e](https://example.org/a_%28b%29)`,
    );
  });

  test('a quote, small print and lists keep their lines', () => {
    expect(
      description(
        { type: 'quote', text: 'one\n\n> two' },
        { type: 'list', items: ['a\nb', ''], ordered: true },
        { type: 'list', items: ['c'] },
        { type: 'context', text: 'small\nprint' },
      ),
    ).toBe('> one\n> \n> \\> two\n1. a\n  b\n2. –\n\n- c\n\n-# small\n-# print');
  });

  test('small print shows signs of Markdown as they are, and no backslash before those that only begin a line', () => {
    const sign = fc.constantFrom(...'#-+>*_~`|[]()<@:.\\1a /'.split(''), '# ', '-# ', '> ', '1. ', '`\\#`');
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 1, maxLength: 12 }), (words) => {
        const shown = description({ type: 'context', text: `x${words}b` });
        const begun = description({ type: 'context', text: `${words}xb` });
        expect(visibleText({ content: shown ?? '' })).toBe(`x${words}b`);
        expect(visibleText({ content: begun ?? '' }).replaceAll('\u200b', '')).toBe(`${words}xb`);
        for (const line of [shown ?? '', begun ?? '']) {
          expect(line.replace(/\\\\/g, '')).not.toMatch(/\\[-#+.]/);
          expect(line).not.toMatch(/^-# \s*(?:[-+#]|\d+\.)/);
        }
      }),
    );
    const head = description({ type: 'table', columns: ['#', 'Member'], rows: [['1', 'Maya']] });
    expect(head).toContain('-# \u200b# · Member');
  });

  test('fields and tables are lines, which a phone can show', () => {
    expect(
      description(
        {
          type: 'fields',
          fields: [
            { label: 'Days', value: 'Mon, Tue' },
            { label: '', value: [{ member: maya }] },
          ],
        },
        { type: 'divider' },
        {
          type: 'table',
          columns: ['#', 'Member', 'Votes'],
          rows: [
            ['1', [{ member: maya }], '5'],
            ['2', '', '3'],
          ],
        },
      ),
    ).toBe(
      `**Days:** Mon, Tue\n**–:** <@${maya}>\n\n-# \u200b# · Member · Votes\n**1** · <@${maya}> · 5\n**2** · – · 3`,
    );
  });

  test('the first header is the title, others are headings', () => {
    const { embeds } = renderCard({
      ...cardOf(
        { type: 'header', text: 'A *b*' },
        { type: 'text', text: 'c' },
        { type: 'header', text: 'D' },
      ),
      tone: 'success',
    });
    expect(embeds).toEqual([{ title: 'A \\*b\\*', description: 'c\n### D', color: 0x1c6b45 }]);
  });

  test('a card without words shows its summary', () => {
    expect(description({ type: 'text', text: ' \u200b' })).toBe('A card');
    expect(renderCard({ summary: '', blocks: [] }).embeds[0]?.description).toBe('Whetstone');
  });
});

describe('buttons', () => {
  const button = (value: string) => ({ label: 'Vote', action: 'vote' as const, value });

  test('stand in rows of five, with ids of their own from which action and value are read', () => {
    const values = ['1', '1', ...Array.from({ length: 20 }, (_, index) => `a:${index}`)];
    const { components } = renderCard(cardOf({ type: 'buttons', buttons: values.map(button) }));
    const ids = [...JSON.stringify(components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) =>
      String(id),
    );
    expect([components.length, new Set(ids).size]).toEqual([5, 22]);
    expect(ids.map(readAction)).toEqual(values.map((value) => ({ action: 'vote', value })));
  });

  test('any value that fits comes back; one that doesn’t has no button', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...actionNames),
        fc.string({ unit: 'binary', maxLength: 120 }),
        (action, value) => {
          const { components } = renderCard(
            cardOf({ type: 'buttons', buttons: [{ label: 'A', action, value }] }),
          );
          const [id] = components.flatMap(({ components: [one] }) =>
            one && 'custom_id' in one ? [one.custom_id] : [],
          );
          if (id === undefined)
            expect(action.length + value.length + 1 > 100 || !value.isWellFormed()).toBe(true);
          else expect(readAction(id)).toEqual({ action, value });
        },
      ),
    );
  });

  test('of others are none of ours', () => {
    expect(['vote', 'Vote:1', '7:1'].map(readAction)).toEqual([undefined, undefined, undefined]);
  });
});

describe('what is too much', () => {
  const long = Array.from({ length: 3_000 }, (_, index) => `${index}*`).join(' ');
  const card: Card = {
    ...cardOf(
      { type: 'quote', text: long },
      { type: 'buttons', buttons: [{ label: 'Vote', action: 'vote', value: '1' }] },
    ),
    for: maya,
  };

  test('ends with how much is missing, and keeps the buttons below', () => {
    const message = renderCard(card);
    expect(problemsOf(message)).toEqual([]);
    expect(visibleText({ embeds: message.embeds.slice(-1) })).toMatch(
      /^… 1\d,\d{3} more characters .*command/,
    );
    expect(message.components).toHaveLength(1);
  });

  test('goes on in more messages, none of it lost, the buttons on the last', () => {
    const pages = renderPages(card);
    expect(pages.flatMap(problemsOf)).toEqual([]);
    expect(pages.flatMap((page) => visibleText({ embeds: page.embeds }).match(/\d+/g))).toEqual(
      long.match(/\d+/g),
    );
    expect(pages.map(({ components }) => components.length)).toEqual([...pages.slice(1).map(() => 0), 1]);
    expect(pages.map(({ content }) => content)).toEqual([`<@${maya}>`, ...pages.slice(1).map(() => '')]);
  });

  test('more buttons than a message holds come with messages of their own', () => {
    const buttons = Array.from({ length: 60 }, (_, index) => ({
      label: 'B',
      action: 'vote' as const,
      value: `${index}`,
    }));
    const pages = renderPages(cardOf({ type: 'buttons', buttons }));
    expect(pages.flatMap(problemsOf)).toEqual([]);
    expect(pages.map(({ components }) => components.length)).toEqual([5, 5, 2]);
    const { embeds, components } = renderCard(cardOf({ type: 'buttons', buttons }));
    expect([components.length, visibleText({ embeds: embeds.slice(-1) })]).toEqual([
      5,
      expect.stringMatching(/^… 35 more buttons don’t/),
    ]);
  });

  test.each(Object.entries(hostileTexts))('a summary of %s is only text', (_name, summary) => {
    expect(problemsOf(renderCard({ summary, blocks: [] }))).toEqual([]);
  });
});
