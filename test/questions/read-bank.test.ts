import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { about, valid } from './letters.ts';

const second = valid.replace('sre/first', 'sre/second');

describe('readBank', () => {
  async function folder(files: Record<string, string>): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'bank-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(dir, name)), { recursive: true });
      await writeFile(join(dir, name), text);
    }
    return dir;
  }

  test('reads a folder for each track, in the order of their names, and nothing else', async () => {
    const dir = await folder({
      'sre/track.yaml': about,
      'sre/letters.yaml': valid,
      'sre/more.yaml': second,
      'sre/notes.txt': 'x',
      'ops/track.yaml': about.replace('sre', 'ops'),
      'ops/letters.yaml': valid.replaceAll('sre', 'ops'),
      'stray.yaml': 'x',
    });
    const { tracks, problems } = await readBank(dir);
    expect(problems).toEqual([]);
    expect(tracks.map(({ id, questions: all }) => [id, all.length])).toEqual([
      ['ops', 1],
      ['sre', 2],
    ]);
  });

  test('reports an id that two files use, and keeps the track that is right', async () => {
    const dir = await folder({
      'sre/track.yaml': about,
      'sre/letters.yaml': valid,
      'zoo/track.yaml': about.replace('sre', 'zoo'),
      'zoo/letters.yaml': valid,
    });
    const { tracks, problems } = await readBank(dir);
    expect(tracks.map(({ id }) => id)).toEqual(['sre']);
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'zoo/letters.yaml:1 sre/first: "id" must begin with "zoo/", the id of its track.',
      'zoo/letters.yaml:1 sre/first: this id is already used in sre/letters.yaml; give one of the questions another.',
    ]);
  });
});

describe('the bank that ships', () => {
  test('has no problems', async () => {
    expect((await readBank(bankFolder)).problems).toEqual([]);
  });

  test('relates its tracks to others, of which two or more ship', async () => {
    const { tracks } = await readBank(bankFolder);
    const ids = tracks.map(({ id }) => id);
    for (const { id, related } of tracks) {
      expect(related, id).not.toContain(id);
      expect(related.filter((other) => ids.includes(other)).length, id).toBeGreaterThanOrEqual(2);
    }
  });

  test('has these questions, whose ids never change', async () => {
    const ids = (await readBank(bankFolder)).tracks.flatMap((track) => track.questions).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'backend/incident',
        'backend/disagreement',
        'backend/rest-api-design',
        'backend/slow-query',
        'backend/transactions',
        'backend/message-queue',
        'backend/secure-api',
        'backend/api-versioning',
        'backend/monitoring',
        'backend/traffic-spike',
        'devops/post-mortem',
        'devops/cloud-cost',
        'devops/pipeline',
        'devops/safe-deployment',
        'devops/infrastructure-state',
        'devops/container-image',
        'devops/scheduling',
        'devops/secrets',
        'devops/service-objectives',
        'devops/region-failure',
        'full-stack/feature-flag',
        'full-stack/web-performance',
        'full-stack/url-to-pixels',
        'full-stack/client-state',
        'full-stack/rendering-strategies',
        'full-stack/accessibility',
        'full-stack/api-contract',
        'full-stack/session-security',
        'full-stack/data-model',
        'full-stack/one-user-bug',
        'software-engineer/missed-estimate',
        'software-engineer/new-codebase',
        'software-engineer/data-structures',
        'software-engineer/rare-failure',
        'software-engineer/code-review',
        'software-engineer/testing-strategy',
        'software-engineer/legacy-refactoring',
        'software-engineer/concurrency',
        'software-engineer/url-shortener',
        'software-engineer/unclear-requirement',
      ]),
    );
  });
});
