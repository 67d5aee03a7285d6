import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawProgress } from '../../src/drawing/draw-progress.ts';
import { pngOf } from '../../src/drawing/png-of.ts';
import type { Progress } from '../../src/drawing/progress-data.ts';
import { anyProgress } from './progress-arbitrary.ts';

/** The parts of a series, by its place: their attributes. */
function partsOf(svg: string, series: number): Record<string, string>[] {
  const tags = svg.match(/<\w+ [^>]*>/g) ?? [];
  return tags
    .map((tag) =>
      Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
    )
    .filter((attributes) => attributes.ecmeta_series_index === String(series));
}

/** How many cells have each number of answers, by their colours. */
function shown(svg: string): number[] {
  const cells = partsOf(svg, 0);
  return ['#e8ecf0', '#a5d6ba', '#4f9f77', '#1c6b45'].map(
    (shade) => cells.filter(({ fill }) => fill === shade).length,
  );
}

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

test('law: there is a cell for each day that has come, in the shade of its answers, and the picture is sound', () => {
  fc.assert(
    fc.property(anyProgress, (progress) => {
      const svg = drawProgress(progress);
      const days = progress.weeks.flatMap(({ answers }) => answers);
      const counts = [0, 1, 2, 3].map(
        (count) => days.filter((answers) => Math.min(answers, 3) === count).length,
      );
      expect(partsOf(svg, 0)).toHaveLength(days.length);
      expect(shown(svg)).toEqual(counts);
      expect(svg).not.toMatch(/NaN|undefined|null/);
      expect(new Resvg(svg, { font: { loadSystemFonts: false } }).width).toBe(800);
    }),
    { numRuns: 25 },
  );
});

const progress: Progress = {
  weeks: Array.from({ length: 26 }, (_, week) => ({
    monday: new Date(Date.parse('2026-06-01') + week * 604_800_000).toISOString().slice(0, 10),
    answers: week === 25 ? [1, 0] : [1, 0, 2, 0, 3, 0, 0],
    score: week % 2 === 0 ? 40 + week : null,
  })),
  strongest: [{ topic: 'indexing', share: 0.924 }],
  weakest: [{ topic: 'locks <script>', share: 0.2 }],
  due: 3,
};

test('it has the values, in words beside the marks', () => {
  const svg = drawProgress(progress);
  expect(shown(svg)).toEqual([25 * 4 + 1, 25 + 1, 25, 25]);
  const texts = textsOf(svg);
  for (const words of [
    ' indexing',
    ' locks &lt;script&gt;',
    '92%',
    '20%',
    'Jun',
    'Nov',
    '3 key points are due for recall',
  ])
    expect(texts).toContain(words);
  // A week without a score has no dot.
  expect(partsOf(svg, 1).filter(({ ecmeta_data_index }) => ecmeta_data_index !== undefined)).toHaveLength(13);
  expect(partsOf(svg, 2).filter(({ fill }) => fill === '#1c6b45')).toHaveLength(1);
  expect(partsOf(svg, 2).filter(({ fill }) => fill === '#b4540a')).toHaveLength(1);
});

test('a topic can have the name of anything', () => {
  const names = [
    ...Object.getOwnPropertyNames(Object.prototype),
    'a\n__proto__',
    `__proto__${'x'.repeat(60)}`,
  ];
  for (const topic of names) {
    const svg = drawProgress({ ...progress, strongest: [{ topic, share: 1 }] });
    expect('next' in {}, topic).toBe(false);
    expect(new Resvg(svg).height, topic).toBeGreaterThan(0);
  }
});

test('the PNG is 800 pixels wide, whoever asks at once', async () => {
  const all = await Promise.all([progress, { ...progress, strongest: [], weakest: [] }, progress].map(pngOf));
  const sizes = all.map((png) => {
    const header = Buffer.from(png);
    expect(header.toString('latin1', 1, 4)).toBe('PNG');
    return [header.readUInt32BE(16), header.readUInt32BE(20)];
  });
  const [tall, short] = sizes;
  expect(tall?.[0]).toBe(800);
  expect(short?.[0]).toBe(800);
  expect(short?.[1]).toBeLessThan(tall?.[1] ?? 0);
  expect(sizes[2]).toEqual(tall);
});

test('what can’t be drawn fails by itself, and the next is drawn', async () => {
  await expect(pngOf({ ...progress, weeks: null } as never)).rejects.toThrow();
  expect((await pngOf(progress)).byteLength).toBeGreaterThan(1000);
});

test('a topic in a script that the font lacks is left to the words', () => {
  const svg = drawProgress({
    ...progress,
    strongest: [{ topic: '索引', share: 0.9 }, ...progress.strongest],
    weakest: [{ topic: 'Ёлка & größe', share: 0.1 }],
  });
  const texts = textsOf(svg).join('\n');
  expect(texts).not.toContain('索引');
  expect(texts).toContain('indexing');
  expect(texts).toContain('Ёлка');
  expect(partsOf(svg, 2)).toHaveLength(2);
});
