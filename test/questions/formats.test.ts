import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Track, trackSchema } from '../../src/domain/question.ts';
import { csv } from '../../src/questions/formats/csv.ts';
import type { Format } from '../../src/questions/formats/format.ts';
import { json } from '../../src/questions/formats/json.ts';
import { markdown } from '../../src/questions/formats/markdown.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';
import { readSheet } from '../../src/questions/import/read-sheet.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { hostileTracks, plainQuestion, plainTrack } from './hostile-tracks.ts';

const formats: [string, Format][] = Object.entries({ yaml, json, csv, markdown });

/** What comes back, with the schema's defaults as an import fills them in. */
function readBack(format: Format, text: string): unknown[] {
  const { data, findings } = format.parse(text);
  expect(findings).toEqual([]);
  const tracks = Array.isArray(data) ? data : [data];
  return format === csv
    ? tracks.map(({ id, questions }) => ({ id, questions: questionsOf.parse(questions) }))
    : tracks.map((track) => trackSchema.parse(track));
}
const questionsOf = trackSchema.shape.questions;

/** What a format can tell of a track. */
const told = (format: Format) => (track: Track) =>
  format === csv ? { id: track.id, questions: track.questions } : track;

describe.each(formats)('%s', (_, format) => {
  test('gives back any questions as they were', () => {
    fc.assert(
      fc.property(hostileTracks, (tracks) => {
        expect(readBack(format, format.write(tracks))).toEqual(tracks.map(told(format)));
      }),
      { numRuns: 300 },
    );
  });

  test('gives back the questions that come with Whetstone', async () => {
    const { tracks } = await readBank(bankFolder);
    for (const some of [tracks, tracks.slice(0, 1)])
      expect(readBack(format, format.write(some))).toEqual(some.map(told(format)));
  });

  test('leads from what is wrong to its line', () => {
    const broken = plainTrack('sre', [plainQuestion('sre/first'), plainQuestion('sre/second')]);
    const [, second] = broken.questions;
    if (!second) throw new Error('no question');
    second.tip = 't'.repeat(501);
    second.key_points[1] = {
      id: 'beta',
      text: 'Says beta',
      hint: 'h'.repeat(301),
      examples: ['Fine.', 'e'.repeat(301)],
      cues: ['c'.repeat(81)],
    };
    second.misconceptions = [{ text: 'Wrong', hint: 'm'.repeat(301), examples: [] }];
    second.follow_ups[1] = 'f'.repeat(501);
    const text = format.write([broken]);
    const lines = text.split('\n');
    const [track] = readSheet('file', text, format).tracks;
    const lineOf = (what: string) => lines.findIndex((line) => line.includes(what)) + 1;
    expect(track?.questions[0]?.problems).toEqual([]);
    expect(track?.questions[1]).toMatchObject({ line: lineOf('sre/second'), question: undefined });
    const found = track?.questions[1]?.problems.map(({ line, message }) => `${line} ${message}`);
    expect(found).toEqual([
      expect.stringContaining('"tip" has 501 characters; cut it to at most 500.'),
      `${lineOf('hhh')} sre/second: "hint" has 301 characters; cut it to at most 300.`,
      `${lineOf('eee')} sre/second: entry 2 of "examples" has 301 characters; cut it to at most 300.`,
      `${lineOf('ccc')} sre/second: entry 1 of "cues" has 81 characters; cut it to at most 80.`,
      `${lineOf('mmm')} sre/second: "hint" has 301 characters; cut it to at most 300.`,
      `${lineOf('fff')} sre/second: entry 2 of "follow_ups" has 501 characters; cut it to at most 500.`,
    ]);
    expect(Math.abs(Number.parseInt(found?.[0] ?? '', 10) - lineOf('ttt'))).toBeLessThanOrEqual(2);
  });

  test.each(['', '\n', '[', '"', '# a', '-', '{"a": "\\', '\u0000', '['.repeat(10_000)])(
    'survives %j',
    (text) => {
      const { findings, positionOf } = format.parse(text);
      for (const { line } of [...findings, positionOf([0, 'questions', 3])]) expect(line).toBeGreaterThan(0);
    },
  );
});

describe('what people write by hand', () => {
  const read = (format: Format, text: string) => format.parse(text).data;

  test('CSV with semicolons, another order of columns, Windows line ends, empty lines and cells', () => {
    const text =
      'tip;id;category;level;prompt;sample_answer;key_points;misconceptions;follow_ups\r\n;;;;;;;\r\n\r\nBe brief;sre/a;technical;beginner;Why, then?;Because;"a: Alpha | ?  Which? |I said one. | ~two \\| three\r\nb: Beta: too|~ cue|> ~ 3 of 4 failed.";Gamma | As gamma.;Why?\r\n';
    expect(read(csv, text)).toEqual([
      {
        id: 'sre',
        questions: [
          {
            tip: 'Be brief',
            id: 'sre/a',
            category: 'technical',
            level: 'beginner',
            prompt: 'Why, then?',
            sample_answer: 'Because',
            key_points: [
              {
                id: 'a',
                text: 'Alpha',
                hint: 'Which?',
                examples: ['I said one.', '~two | three'],
                cues: [],
              },
              { id: 'b', text: 'Beta: too', examples: ['~ 3 of 4 failed.'], cues: ['cue'] },
            ],
            misconceptions: [{ text: 'Gamma', examples: ['As gamma.'] }],
            follow_ups: ['Why?'],
          },
        ],
      },
    ]);
  });

  test('curly quotes around cells are the one problem that is told', () => {
    const rows = csv.write([plainTrack('sre', [plainQuestion('sre/a'), plainQuestion('sre/b')])]);
    const curly = rows.replace(/"([^"]*)"/g, '“$1”').replace('sre/a,', 'sre/a,“one, two”,');
    expect(csv.parse(curly).findings).toEqual([
      { line: expect.any(Number), column: 1, message: expect.stringContaining('straight ones (")') },
    ]);
    expect(csv.parse(rows).findings).toEqual([]);
  });

  test('a row with a cell too many is named, and the others are right', () => {
    const rows = csv.write([plainTrack('sre', [plainQuestion('sre/a'), plainQuestion('sre/b')])]);
    const [sheet] = readSheet('f', rows.replace('sre/a,', 'sre/a,,'), csv).tracks;
    expect(sheet?.questions.map(({ question }) => question?.id)).toEqual([undefined, 'sre/b']);
    expect(sheet?.questions[0]?.problems.map(({ line, message }) => `${line} ${message}`)).toContainEqual(
      '2 sre/a: This line has 11 cells and the first line 10; quote cells that hold the separator.',
    );
  });

  test('Markdown with code, emphasis, lists and deeper headings within a text, lazy lines, and any bullet', () => {
    const sample =
      'Use **EXPLAIN**:\n\n```sql\n# not a heading\nexplain select 1;\n```\n\n- one\n- two\n\n#### More';
    const text = `# The *SRE* (role) (sre)\n\n## sre/a\ntechnical , beginner\n\n### Sample answer\n${sample}\n### FOLLOW-UPS\n* Why\n  not?\n* When?\n`;
    expect(read(markdown, text)).toEqual([
      {
        id: 'sre',
        title: 'The *SRE* (role)',
        questions: [
          {
            id: 'sre/a',
            category: 'technical',
            level: 'beginner',
            sample_answer: sample,
            follow_ups: ['Why\nnot?', 'When?'],
          },
        ],
      },
    ]);
  });

  test('Markdown with hints, examples and cues in any case and order', () => {
    const points =
      '- a: Alpha\n  - cue: one\n  - I said\n    one.\n  - HINT:Which?\n  - Example: Hint: I said.\n- b: Beta\n';
    const text = `# sre\n## sre/a\n### Key points\n${points}### Misconceptions\n* Gamma\n  * As gamma.\n`;
    expect(read(markdown, text)).toMatchObject([
      {
        questions: [
          {
            key_points: [
              { text: 'Alpha', hint: 'Which?', examples: ['I said\none.', 'Hint: I said.'], cues: ['one'] },
              { text: 'Beta', examples: [], cues: [] },
            ],
            misconceptions: [{ text: 'Gamma', examples: ['As gamma.'] }],
          },
        ],
      },
    ]);
  });

  test('a hint too many, cues of a misconception and empty parts are said, each with its line', () => {
    const question = plainQuestion('sre/a');
    const problems = (format: Format, from: string, to: string) => {
      const text = format.write([plainTrack('sre', [question])]);
      expect(text).toContain(from);
      const [track] = readSheet('f', text.replace(from, to), format).tracks;
      const lineOf = (what: string) => text.split('\n').findIndex((line) => line.includes(what)) + 1;
      return track?.questions[0]?.problems.map(
        ({ line, message }) => `${line - lineOf(from.split('\n')[0] ?? '')} ${message}`,
      );
    };
    const hint = '"hint" has 2 entries; make it one text.';
    expect(problems(csv, '| ? What comes with beta?', '| ? One? | ? Two?')).toEqual([`0 sre/a: ${hint}`]);
    expect(problems(markdown, '- Hint: What comes with beta?', '- Hint: One?\n  - Hint: Two?')).toEqual([
      `0 sre/a: ${hint}`,
    ]);
    const cues = 'a misconception has no cues; give examples, sentences by which people state it.';
    const stated = 'That is something else entirely.';
    expect(problems(csv, stated, '~ something else')).toEqual([`0 sre/a: ${cues}`]);
    expect(problems(markdown, stated, 'Cue: something else')).toEqual([`0 sre/a: ${cues}`]);
    const empty = 'is empty; write some text.';
    expect(problems(csv, 'I begin with beta.', '')).toEqual([`0 sre/a: entry 1 of "examples" ${empty}`]);
    expect(problems(csv, 'What comes with beta?', '')).toEqual([`0 sre/a: "hint" ${empty}`]);
    expect(problems(markdown, 'Hint: What comes with beta?', 'Hint:')).toEqual([`0 sre/a: "hint" ${empty}`]);
  });

  test('an item of Markdown that is nested too deep isn’t lost without a word', () => {
    const text = markdown
      .write([plainTrack('sre', [plainQuestion('sre/a')])])
      .replace('- I begin with beta.', '- Examples:\n    - I begin with beta.')
      .replace('- Why?', '- Why?\n  - Why then?');
    const lineOf = (what: string) => text.split('\n').findIndex((line) => line.includes(what)) + 1;
    const sentence = 'sre/a: This item is nested too deep to be read; move it up, or into the text above it.';
    expect(
      readSheet('f', text, markdown).tracks[0]?.questions[0]?.problems.map(
        ({ line, message }) => `${line} ${message}`,
      ),
    ).toEqual([`${lineOf('I begin with beta')} ${sentence}`, `${lineOf('Why then')} ${sentence}`]);
  });

  test.each(['\\u0000', '\\u001b', '\\ud800'])(
    '%s in a text is refused, since no database keeps it',
    (character) => {
      const text = json.write([plainTrack('sre', [plainQuestion('sre/a')])]).replace('briefly', character);
      const [track] = readSheet('f', text, json).tracks;
      expect(track?.questions[0]?.problems).toMatchObject([
        { message: expect.stringMatching(/"tip" is .*; it must be without control characters\.$/) },
      ]);
    },
  );

  test('a formula is disarmed for spreadsheets', () => {
    const rows = csv.write([plainTrack('sre', [plainQuestion('sre/a', { tip: '=HYPERLINK("evil")' })])]);
    expect(rows).toContain(`"'=HYPERLINK(""evil"")"`);
  });
});
