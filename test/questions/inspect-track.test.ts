import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inspectTrack } from '../../src/questions/inspect-track.ts';
import { readBank } from '../../src/questions/read-bank.ts';

const questions = join(import.meta.dirname, '../../questions');
const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

const valid = `id: sre
title: Site Reliability
description: Keep it running.
preparation_tips: [one, two, three, four, five]
questions:
  - id: sre/first
    category: technical
    level: beginner
    prompt: How?
    sample_answer: ${words(80)}
    tip: Be brief.
    key_points:
      - { id: a, text: Alpha, hint: 'Which?', examples: [I say alpha.], cues: [alpha, first letter] }
      - { id: b, text: Beta, hint: 'Then?', cues: [beta] }
      - { id: c, text: Gamma, hint: 'And?' }
    misconceptions:
      - { text: Wrong, hint: 'Really?', examples: [It is wrong., So wrong.] }
    follow_ups: [Why?, When?]
    tags: [letters]
`;
const second = valid.slice(valid.indexOf('  - id: sre/first')).replace('sre/first', 'sre/second');

const problemsOf = (yaml: string, file = 'sre.yaml') => inspectTrack(file, yaml).problems;

/** The problems after replacing one piece of the valid track, as "line: message". */
function replacing(from: string, to: string): string[] {
  expect(valid).toContain(from);
  return problemsOf(valid.replace(from, to)).map(({ line, message }) => `${line}: ${message}`);
}

describe('a track that is right', () => {
  test('comes back as typed values with the defaults filled in', () => {
    const result = inspectTrack('questions/sre.yaml', valid + second);
    expect(result).toMatchObject({
      track: { id: 'sre', related: [], questions: [{ level: 'beginner' }, {}] },
    });
  });

  test('may name related tracks that do not exist yet, and use an alias', () => {
    const yaml = valid
      .replace('tip: Be brief.', 'tip: &brief Be brief.')
      .replace('prompt: How?', 'prompt: Why?');
    expect(inspectTrack('sre.yaml', `${yaml}related: [someday]\n`)).toMatchObject({
      track: { related: ['someday'] },
    });
    expect(problemsOf(`${yaml}${second.replace('How?', '*brief')}`)).toEqual([]);
  });
});

describe('each rule names its line', () => {
  test.each([
    ['a missing key, at its map', '    tip: Be brief.\n', '', '6: sre/first: "tip" is missing; add it.'],
    ['a missing key of the track', 'title: Site Reliability\n', '', '1: "title" is missing; add it.'],
    [
      'an unknown key, at the key',
      '    tip: Be',
      '    hint: x\n    tip: Be',
      '11: sre/first: "hint" isn\'t a key that belongs here; correct its name or remove it.',
    ],
    [
      'a value outside the list',
      'level: beginner',
      'level: expert',
      '8: sre/first: "level" is "expert"; choose one of beginner, intermediate, advanced.',
    ],
    [
      'a number where text belongs',
      'title: Site Reliability',
      'title: 42',
      '2: "title" is a number; make it text (in quotes if it looks like a number or a date).',
    ],
    ['an empty value', 'prompt: How?', 'prompt:', '9: sre/first: "prompt" is empty; give it a value.'],
    ['blank text', 'prompt: How?', 'prompt: "  "', '9: sre/first: "prompt" is empty; write some text.'],
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
      '18: sre/first: "follow_ups" has 1 entry; it needs at least 2.',
    ],
    [
      'text where a list belongs',
      'tags: [letters]',
      'tags: letters',
      '19: sre/first: "tags" is text; make it a list.',
    ],
    [
      'a wrong entry of a list',
      'cues: [beta]',
      'cues: [beta, 7]',
      '14: sre/first: entry 2 of "cues" is a number; make it text (in quotes if it looks like a number or a date).',
    ],
    [
      'an id of the wrong shape',
      'id: b,',
      'id: B b,',
      '14: sre/first: "id" is "B b"; it must be lower-case words joined by hyphens, like "read-the-plan".',
    ],
    [
      'a repeated key-point id',
      'id: c,',
      'id: a,',
      '15: sre/first: the key point "a" is there twice; give one of them another id.',
    ],
    [
      'a repeated cue, whatever its case',
      '[alpha, first letter]',
      '[alpha, Alpha]',
      '13: sre/first: the cue "Alpha" is there twice; remove one of them.',
    ],
    [
      'a repeated example, whatever its case',
      'So wrong.]',
      'it is Wrong.]',
      '17: sre/first: the example "it is Wrong." is there twice; remove one of them.',
    ],
    [
      'cues of a misconception',
      'So wrong.]',
      'So wrong.], cues: [wrong]',
      '17: sre/first: a misconception has no cues; give examples, sentences by which people state it.',
    ],
    [
      'too many examples',
      '[I say alpha.]',
      '[a, b, c, d, e, f]',
      '13: sre/first: "examples" has 6 entries; cut it to at most 5.',
    ],
    [
      'a key point without a hint',
      ", hint: 'Then?'",
      '',
      '14: sre/first: "hint" is missing; add the question that a mentor would ask.',
    ],
    [
      'a misconception without a hint',
      "hint: 'Really?', ",
      '',
      '17: sre/first: "hint" is missing; add the question that a mentor would ask.',
    ],
    [
      'a hint that is no question',
      "'And?'",
      "'And.'",
      '15: sre/first: "hint" is no question; ask one, without giving anything away.',
    ],
    [
      'a long hint',
      "'And?'",
      `'${'x'.repeat(160)}?'`,
      '15: sre/first: "hint" has 161 characters; cut it to at most 160.',
    ],
    [
      'a question of another track',
      'id: sre/first',
      'id: devops/first',
      '6: devops/first: "id" must begin with "sre/", the id of its track.',
    ],
    [
      'a short sample answer',
      words(80),
      words(59),
      '10: sre/first: "sample_answer" has 59 words; write 60 to 160.',
    ],
    [
      'a long sample answer',
      words(80),
      words(161),
      '10: sre/first: "sample_answer" has 161 words; write 60 to 160.',
    ],
    [
      'a repeated key',
      'title: Site',
      'title: x\ntitle: Site',
      '3: This key appears twice in the same map; remove one of the two.',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(replacing(from, to)).toEqual([expected]);
  });

  test.each([60, 160])('%i words are a fitting sample answer', (count) => {
    expect(replacing(words(80), words(count))).toEqual([]);
  });

  test('a track id unlike its file name', () => {
    expect(problemsOf(valid, 'bank/other.yaml')).toEqual([
      {
        file: 'bank/other.yaml',
        line: 1,
        column: 5,
        message: '"id" is "sre" but the file is named "other"; make them the same.',
      },
    ]);
  });

  test('a question id that is there twice', () => {
    expect(problemsOf(valid + second.replace('sre/second', 'sre/first'))).toMatchObject([
      { line: 20, column: 9, message: expect.stringContaining('already used on line 6') },
    ]);
  });

  test('several at once, in the order of their lines', () => {
    const yaml = valid
      .replace('tags: [letters]', 'tags: 3')
      .replace('title: Site', 'titel: Site')
      .replace(words(80), 'short')
      .replace('id: c,', 'id: a,');
    expect(problemsOf(yaml).map(({ line }) => line)).toEqual([1, 2, 10, 15, 19]);
  });
});

describe('files that are hardly YAML', () => {
  test.each(['', '\n\n', '# only a comment\n', '---\n'])('%j is empty', (yaml) => {
    expect(problemsOf(yaml)).toMatchObject([
      { line: 1, column: 1, message: expect.stringMatching(/^The file is empty/) },
    ]);
  });

  test.each(['- a\n- b\n', 'just text', '42'])('%j is no map', (yaml) => {
    expect(problemsOf(yaml)).toMatchObject([
      { line: 1, message: expect.stringMatching(/^The file is .*a map of keys/) },
    ]);
  });

  test('broken syntax names its line and nothing that follows from it', () => {
    const [problem, ...others] = problemsOf(valid.replace('tip: Be brief.', 'tip: "Be brief.'));
    expect(problem?.line).toBeGreaterThanOrEqual(11);
    expect(problem?.message).toMatch(/^The YAML can't be read here/);
    expect(others.every(({ message }) => message.startsWith('The YAML'))).toBe(true);
    expect(problemsOf(valid.replace('    level', '\tlevel'))[0]).toMatchObject({ line: 8 });
  });

  test('two documents', () => {
    expect(problemsOf(`${valid}---\nid: x\n`)).toMatchObject([
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

describe('readBank', () => {
  async function folder(files: Record<string, string>): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'bank-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    return dir;
  }

  test('reads the yaml files in the order of their names', async () => {
    const dir = await folder({
      'sre.yaml': valid,
      'ops.yaml': valid.replaceAll('sre', 'ops'),
      'notes.txt': 'x',
    });
    const { tracks, problems } = await readBank(dir);
    expect(problems).toEqual([]);
    expect(tracks.map(({ id }) => id)).toEqual(['ops', 'sre']);
  });

  test('reports an id that two files use, and keeps the track that is right', async () => {
    const dir = await folder({ 'sre.yaml': valid, 'zoo.yaml': valid.replace('id: sre\n', 'id: zoo\n') });
    const { tracks, problems } = await readBank(dir);
    expect(tracks.map(({ id }) => id)).toEqual(['sre']);
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'zoo.yaml:6 sre/first: "id" must begin with "zoo/", the id of its track.',
      'zoo.yaml:6 sre/first: this id is already used in sre.yaml; give one of the questions another.',
    ]);
  });
});

describe('the bank that ships', () => {
  test('has no problems', async () => {
    expect((await readBank(questions)).problems).toEqual([]);
  });

  test('answers every question in 80 to 130 words', async () => {
    for (const question of (await readBank(questions)).tracks.flatMap((track) => track.questions)) {
      const count = question.sample_answer.split(/\s+/).length;
      expect(count, question.id).toBeGreaterThanOrEqual(80);
      expect(count, question.id).toBeLessThanOrEqual(130);
    }
  });

  test('relates its tracks to others that ship', async () => {
    const { tracks } = await readBank(questions);
    const ids = tracks.map(({ id }) => id);
    expect(ids).toEqual(['backend', 'devops', 'full-stack', 'software-engineer']);
    for (const { id, related } of tracks)
      expect([...related].sort(), id).toEqual(ids.filter((other) => other !== id));
  });

  test('has the same mix of categories and levels in every track', async () => {
    for (const { id, questions: all } of (await readBank(questions)).tracks) {
      const count = (word: string) =>
        all.filter(({ category, level }) => category === word || level === word).length;
      const words = ['behavioral', 'technical', 'situational', 'beginner', 'intermediate', 'advanced'];
      expect(words.map(count), id).toEqual([2, 7, 1, 2, 6, 2]);
    }
  });

  test('has these questions, whose ids never change', async () => {
    const rows = (await readBank(questions)).tracks.flatMap((track) => track.questions);
    expect(rows.map(({ id, category, level }) => `${id} ${category} ${level}`)).toEqual([
      'backend/incident behavioral intermediate',
      'backend/disagreement behavioral beginner',
      'backend/rest-api-design technical intermediate',
      'backend/slow-query technical intermediate',
      'backend/transactions technical advanced',
      'backend/message-queue technical intermediate',
      'backend/secure-api technical intermediate',
      'backend/api-versioning technical beginner',
      'backend/monitoring technical intermediate',
      'backend/traffic-spike situational advanced',
      'devops/post-mortem behavioral intermediate',
      'devops/cloud-cost behavioral intermediate',
      'devops/pipeline technical beginner',
      'devops/safe-deployment technical intermediate',
      'devops/infrastructure-state technical intermediate',
      'devops/container-image technical beginner',
      'devops/scheduling technical advanced',
      'devops/secrets technical intermediate',
      'devops/service-objectives technical intermediate',
      'devops/region-failure situational advanced',
      'full-stack/feature-flag behavioral intermediate',
      'full-stack/web-performance behavioral intermediate',
      'full-stack/url-to-pixels technical beginner',
      'full-stack/client-state technical intermediate',
      'full-stack/rendering-strategies technical advanced',
      'full-stack/accessibility technical beginner',
      'full-stack/api-contract technical intermediate',
      'full-stack/session-security technical advanced',
      'full-stack/data-model technical intermediate',
      'full-stack/one-user-bug situational intermediate',
      'software-engineer/missed-estimate behavioral intermediate',
      'software-engineer/new-codebase behavioral beginner',
      'software-engineer/data-structures technical beginner',
      'software-engineer/rare-failure technical intermediate',
      'software-engineer/code-review technical intermediate',
      'software-engineer/testing-strategy technical intermediate',
      'software-engineer/legacy-refactoring technical intermediate',
      'software-engineer/concurrency technical advanced',
      'software-engineer/url-shortener technical advanced',
      'software-engineer/unclear-requirement situational intermediate',
    ]);
  });
});
