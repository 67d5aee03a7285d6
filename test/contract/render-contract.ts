import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/chat/card.ts';
import type { AdapterUnderTest } from './adapter-contract.ts';
import { anyCard, blocksAround, blocksWith, cardOf } from './cards.ts';
import { family, flag, hostileTexts, words } from './hostile.ts';

/** Cards of every kind fit the platform, say what they should, and are never more than text. */
export function renderContract(adapter: AdapterUnderTest): void {
  const kinds = Object.entries(blocksAround);

  function read(...blocks: readonly Block[]): string {
    const rendered = adapter.render(cardOf(...blocks));
    expect(adapter.problems(rendered)).toEqual([]);
    return adapter.visibleText(rendered);
  }

  describe.each(kinds)('%s', (_kind, around) => {
    test('shows its text', () => {
      expect(read(around('hello there'))).toContain('hello there');
    });

    const lengths = [0, 1, 50_000, ...adapter.lengths.flatMap((limit) => [limit - 1, limit, limit + 1])];
    test.each([...new Set(lengths)].sort((a, b) => a - b))(
      'fits at %i characters, and loses nothing silently',
      (length) => {
        const text = counted(length);
        const seen = read(around(text));
        const numbers = new Set(words(seen));
        const lost = words(text).filter((word) => !numbers.has(word));
        if (lost.length > 0) expect(seen).toContain('…');
      },
    );

    test.each(Object.entries(hostileTexts))('takes %s for text', (_name, text) => {
      const seen = words(read(around(text))).join('');
      expect(seen).toContain(words(text)[0] ?? '');
      expect(seen).not.toContain('\u0000');
    });

    test.each([family, flag])('never cuts %s in half', (emoji) => {
      for (const limit of [...adapter.lengths, 50_000]) {
        const left = read(around(emoji.repeat(Math.ceil(limit / emoji.length) + 1))).replaceAll(emoji, '');
        expect(left).not.toMatch(/\u200d|\ufe0f|\p{Surrogate}|\p{Extended_Pictographic}/u);
      }
    });
  });

  describe.each(Object.entries(blocksWith))('%s', (_kind, blockOf) => {
    test.each([0, 1, 2, 5, 10, 25, 26, 50, 51, 100, 200])('with %i of them', (count) => {
      const seen = read({ type: 'text', text: 'before' }, blockOf(count));
      const shown = new Set(seen.match(/item-\d+/g));
      if (count > 0) expect(shown.has('item-1')).toBe(true);
      if (shown.size < count) expect(seen).toMatch(/…|more/);
    });
  });

  test('a divider, and no blocks at all', () => {
    read({ type: 'divider' });
    read();
  });

  test('a picture comes beside the words', () => {
    const picture = { type: 'picture', picture: 'progress', alt: 'A chart' } as const;
    expect(read({ type: 'text', text: 'before' }, picture, { type: 'text', text: 'after' })).toMatch(
      /before[\s\S]*after/,
    );
    read(picture);
  });

  test('members, channels and times are shown as such', () => {
    const time = new Date('2026-11-24T09:00:00Z');
    const seen = read({
      type: 'text',
      text: [{ member: 'U1' }, ' in ', { channel: 'C1' }, ' at ', { time, style: 'time' }],
    });
    expect(seen).toMatch(/ in .+ at .*/);
  });

  test('a link that is none of the web’s leads nowhere, and its text stays', () => {
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'vbscript:x',
      ' java\nscript:alert(1)',
    ])
      expect(read({ type: 'text', text: [{ link, text: 'the words' }] })).toContain('the words');
  });

  test('any card at all', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(adapter.problems(adapter.render(card))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
}

/** `1 2 3 …`, exactly this long: a missing number is a lost word. */
function counted(length: number): string {
  let text = '';
  for (let number = 1; text.length < length; number++) text += `${number} `;
  return text.slice(0, length);
}
