import { describe, expect, test } from 'vitest';
import { inspectTrack } from '../../src/questions/inspect-track.ts';
import { about, valid, words } from './letters.ts';

const second = valid.replace('sre/first', 'sre/second');

const inspected = (questions: string, details = about) =>
  inspectTrack('sre', [
    { file: 'sre/letters.yaml', text: questions },
    { file: 'sre/track.yaml', text: details },
  ]);
const problemsOf = (questions: string, details = about) => inspected(questions, details).problems;

/** The problems after replacing one piece of the valid track, as "line: message". */
function replacing(from: string, to: string): string[] {
  const isOfTrack = about.includes(from);
  expect(isOfTrack ? about : valid).toContain(from);
  const found = isOfTrack ? problemsOf(valid, about.replace(from, to)) : problemsOf(valid.replace(from, to));
  return found.map(({ line, message }) => `${line}: ${message}`);
}

describe('a track that is right', () => {
  test('comes back as typed values with the defaults filled in', () => {
    const result = inspected(valid + second);
    expect(result).toMatchObject({
      track: { id: 'sre', related: [], questions: [{ level: 'beginner' }, {}] },
    });
  });

  test('may name related tracks that do not exist yet, and use an alias', () => {
    const yaml = valid
      .replace('tip: Be brief.', 'tip: &brief Be brief.')
      .replace('prompt: How?', 'prompt: Why?');
    expect(inspected(yaml, `${about}related: [someday]\n`)).toMatchObject({
      track: { related: ['someday'] },
    });
    expect(problemsOf(`${yaml}${second.replace('How?', '*brief')}`)).toEqual([]);
  });
});

describe('each rule names its line', () => {
  test.each([
    ['a missing key, at its map', '  tip: Be brief.\n', '', '1: sre/first: "tip" is missing; add it.'],
    ['a missing key of the track', 'title: Site Reliability\n', '', '1: "title" is missing; add it.'],
    [
      'an unknown key, at the key',
      '  tip: Be',
      '  hint: x\n  tip: Be',
      '6: sre/first: "hint" isn\'t a key that belongs here; correct its name or remove it.',
    ],
    [
      'a value outside the list',
      'level: beginner',
      'level: expert',
      '3: sre/first: "level" is "expert"; choose one of beginner, intermediate, advanced.',
    ],
    [
      'a number where text belongs',
      'title: Site Reliability',
      'title: 42',
      '2: "title" is a number; make it text (in quotes if it looks like a number or a date).',
    ],
    ['an empty value', 'prompt: How?', 'prompt:', '4: sre/first: "prompt" is empty; give it a value.'],
    ['blank text', 'prompt: How?', 'prompt: "  "', '4: sre/first: "prompt" is empty; write some text.'],
    [
      'text that is too long',
      'title: Site Reliability',
      `title: ${'x'.repeat(81)}`,
      '2: "title" has 81 characters; cut it to at most 80.',
    ],
    [
      'too few entries',
      'follow_ups: [Why?, When?]',
      'follow_ups: [Why?]',
      '15: sre/first: "follow_ups" has 1 entry; it needs at least 2.',
    ],
    [
      'text where a list belongs',
      'tags: [letters]',
      'tags: letters',
      [
        '16: sre/first: "tags" is text; make it a list.',
        '16: sre/first: the first of "tags" must be a topic of the track: letters.',
      ],
    ],
    [
      'a wrong entry of a list',
      '[I say beta., Next is beta.]',
      '[I say beta., 7]',
      '9: sre/first: entry 2 of "examples" is a number; make it text (in quotes if it looks like a number or a date).',
    ],
    [
      'an id of the wrong shape',
      'id: b,',
      'id: B b,',
      '9: sre/first: "id" is "B b"; it must be lower-case words joined by hyphens, like "read-the-plan".',
    ],
    [
      'a repeated key-point id',
      'id: c,',
      'id: a,',
      '10: sre/first: the key point "a" is there twice; give one of them another id.',
    ],
    [
      'a repeated example, whatever its case',
      'So wrong.]',
      'it is Wrong.]',
      '13: sre/first: the example "it is Wrong." is there twice; remove one of them.',
    ],
    [
      'cues of a misconception',
      'So wrong.]',
      'So wrong.], cues: [wrong]',
      '13: sre/first: a misconception has no cues; give examples, sentences by which people state it.',
    ],
    [
      'too many examples',
      '[I say alpha., First comes alpha.]',
      '[a, b, c, d, e, f]',
      [
        '8: sre/first: "examples" has 6 entries; cut it to at most 5.',
        '8: sre/first: "examples" has 6; write 2 to 3.',
      ],
    ],
    [
      'a key point without a hint',
      ", hint: 'Then?'",
      '',
      '9: sre/first: "hint" is missing; add the question that a mentor would ask.',
    ],
    [
      'a misconception without a hint',
      "hint: 'Really?', ",
      '',
      '13: sre/first: "hint" is missing; add the question that a mentor would ask.',
    ],
    [
      'a hint that is no question',
      "'And?'",
      "'And.'",
      '10: sre/first: "hint" is no question; ask one, without giving anything away.',
    ],
    [
      'a long hint',
      "'And?'",
      `'${'x'.repeat(160)}?'`,
      '10: sre/first: "hint" has 161 characters; cut it to at most 160.',
    ],
    ['a hint that just fits', "'And?'", `'${'x'.repeat(159)}?'`, []],
    ['no sample answer', words(120), '""', '5: sre/first: "sample_answer" is empty; write some text.'],
    [
      'no topics',
      'topics: [letters]\n',
      'topics: []\n',
      '1: "topics" are missing; list what the track’s questions are about.',
    ],
    [
      'too many key points',
      '  misconceptions:\n',
      `${[5, 6, 7].map((number) => `    - { id: e${number}, text: E${number}, hint: 'E?', examples: [e, f${number}] }\n`).join('')}  misconceptions:\n`,
      '8: sre/first: "key_points" has 7; write 4 to 6.',
    ],
    [
      'a question of another track',
      'id: sre/first',
      'id: devops/first',
      '1: devops/first: "id" must begin with "sre/", the id of its track.',
    ],
    [
      'a short sample answer',
      words(120),
      words(109),
      '5: sre/first: "sample_answer" has 109 words; write 110 to 160.',
    ],
    [
      'a long sample answer',
      words(120),
      words(161),
      '5: sre/first: "sample_answer" has 161 words; write 110 to 160.',
    ],
    [
      'a topic that the track lacks',
      'tags: [letters]',
      'tags: [numbers, letters]',
      '16: sre/first: the first of "tags" must be a topic of the track: letters.',
    ],
    [
      'one example',
      '[I say beta., Next is beta.]',
      '[I say beta.]',
      '9: sre/first: "examples" has 1; write 2 to 3.',
    ],
    [
      'cues',
      'Next is beta.] }',
      'Next is beta.], cues: [beta] }',
      '9: sre/first: "cues" are for a team’s own questions; write an example.',
    ],
    [
      'too few misconceptions',
      / {4}- \{ text: Untrue.*\n/.exec(valid)?.[0] ?? '',
      '',
      '13: sre/first: "misconceptions" has 1; write 2 to 4.',
    ],
    [
      'a repeated key',
      'title: Site',
      'title: x\ntitle: Site',
      '3: This key appears twice in the same map; remove one of the two.',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(replacing(from, to)).toEqual([expected].flat());
  });

  test.each([110, 160])('%i words are a fitting sample answer', (count) => {
    expect(replacing(words(120), words(count))).toEqual([]);
  });

  test('a track id unlike its folder’s name', () => {
    expect(problemsOf('[]', about.replace('sre', 'other'))).toEqual([
      {
        file: 'sre/track.yaml',
        line: 1,
        column: 5,
        message: '"id" is "other" but the folder is named "sre"; make them the same.',
      },
    ]);
  });

  test('a folder without a track', () => {
    expect(inspectTrack('sre', [{ file: 'sre/letters.yaml', text: valid }]).problems).toMatchObject([
      { file: 'sre/track.yaml', line: 1, column: 1, message: expect.stringMatching(/^The file is missing/) },
    ]);
  });

  test('a question id that is there twice', () => {
    expect(problemsOf(valid + second.replace('sre/second', 'sre/first'))).toMatchObject([
      { line: 17, column: 7, message: expect.stringContaining('already used on line 1') },
    ]);
  });

  test('several at once, file by file and in the order of their lines', () => {
    const yaml = valid
      .replace('tags: [letters]', 'tags: 3')
      .replace(words(120), 'short')
      .replace('id: c,', 'id: a,');
    const found = problemsOf(yaml, about.replace('title: Site', 'titel: Site'));
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'sre/track.yaml:1',
      'sre/track.yaml:2',
      'sre/letters.yaml:5',
      'sre/letters.yaml:10',
      'sre/letters.yaml:16',
      'sre/letters.yaml:16',
    ]);
  });
});

describe('files that are hardly YAML', () => {
  test.each(['', '\n\n', '# only a comment\n', '---\n'])('%j is empty', (yaml) => {
    expect(problemsOf('[]', yaml)).toMatchObject([
      { message: 'The file is empty; write a track’s details into it, or remove it.' },
    ]);
    expect(problemsOf(yaml)).toMatchObject([
      { line: 1, column: 1, message: expect.stringMatching(/^The file is empty/) },
    ]);
  });

  test('a track’s details that can’t be read have that problem alone', () => {
    expect(problemsOf('[]', 'title: "Site')).toMatchObject([
      { file: 'sre/track.yaml', message: expect.stringMatching(/^The YAML can't be read here/) },
    ]);
  });

  test.each(['a: b\n', 'just text', '42'])('%j is no list of questions', (yaml) => {
    expect(problemsOf(yaml)).toMatchObject([
      { line: 1, message: expect.stringMatching(/^The file is no list; begin each question/) },
    ]);
  });

  test.each(['- a\n- b\n', 'just text', '42'])('%j is no track', (yaml) => {
    expect(problemsOf('[]', yaml)).toMatchObject([
      { line: 1, message: expect.stringMatching(/^The file is .*a map of keys/) },
    ]);
  });

  test('broken syntax names its line and nothing that follows from it', () => {
    const [problem, ...others] = problemsOf(valid.replace('tip: Be brief.', 'tip: "Be brief.'));
    expect(problem?.line).toBeGreaterThanOrEqual(6);
    expect(problem?.message).toMatch(/^The YAML can't be read here/);
    expect(others.every(({ message }) => message.startsWith('The YAML'))).toBe(true);
    expect(problemsOf(valid.replace('  level', '\tlevel'))[0]).toMatchObject({ line: 3 });
  });

  test('two documents', () => {
    expect(problemsOf(`${valid}---\n- id: x\n`)).toMatchObject([
      { message: expect.stringContaining('more than one') },
    ]);
  });

  test('a bomb of aliases is refused quickly', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `x${n + 1}: &x${n + 1} [${`*x${n},`.repeat(9)}]`);
    const started = performance.now();
    expect(problemsOf(`x0: &x0 [lol]\n${levels.join('\n')}\n`)).toMatchObject([
      { line: 1, message: expect.stringContaining('aliases') },
    ]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('brackets ten thousand deep', () => {
    expect(problemsOf('['.repeat(10_000)).length).toBeGreaterThan(0);
  });
});
