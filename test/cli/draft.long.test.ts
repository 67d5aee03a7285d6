import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ModelAnswer, modelServer } from '../support/model-server.ts';
import { whetstone } from './program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whetstone-draft-'));
  await writeFile(
    join(folder, 'job.txt'),
    'Backend engineer who reads query plans, caches hot data and runs a message queue.',
  );
  await writeFile(join(folder, 'empty.txt'), ' \n');
});
afterAll(() => rm(folder, { recursive: true }));

async function serverSaying(answer: ModelAnswer) {
  const server = await modelServer(() => answer);
  onTestFinished(server.close);
  return { OPENAI_BASE_URL: server.settings.baseUrl ?? '', OPENAI_MODEL: 'double' };
}
const draft = (args: string, variables: Record<string, string> = {}) =>
  whetstone(`questions draft ${args}`, variables, folder).ended;

const point = (text: string) => ({
  text,
  hint: 'How so?',
  examples: [`${text}, I would say.`, `So: ${text}.`],
});
const questions = [
  {
    track: 'backend',
    topic: 'solar',
    category: 'technical',
    level: 'advanced',
    prompt: 'How do you lay out solar panels on a barn?',
    sampleAnswer:
      'I aligned the panels by azimuth, cleaned them monthly, and watched the inverter for losses.',
    tip: 'Say what you measured.',
    keyPoints: [point('Aligns panels by azimuth'), point('Cleans the glass'), point('Watches the inverter')],
    misconceptions: [{ text: 'Panels work best when hot', hint: 'What does heat do to a cell?' }],
    followUps: ['How often?', 'What did it cost?'],
  },
];

test('without a model the questions of the bank that fit are listed', async () => {
  const { code, out, err } = await draft('--from job.txt');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^From the bank:\n( {2}[a-z-]+\/\S+: .+\n)+$/);
  expect(out).toMatch(/^ {2}backend\/message-queue: /m);
});

test('with a model, drafts are written to a file that lint and import read', async () => {
  const variables = await serverSaying(JSON.stringify({ questions }));
  const { code, out, err } = await draft('--from job.txt drafts.yaml', variables);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/Drafted by AI into drafts\.yaml: 1 question\. Read them before you import them\.\n$/);
  expect(await readFile(join(folder, 'drafts.yaml'), 'utf8')).toContain('id: backend/how-you-lay-out-solar');
  expect(await whetstone('questions lint drafts.yaml', {}, folder).ended).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^No problems\./m),
  });
});

test.each([
  ['--from nowhere.txt', 'nowhere.txt can’t be read (ENOENT). Give the path of a text file.\n'],
  ['--from empty.txt', 'empty.txt is empty. Write what the job is about into it.\n'],
  ['--from job.txt drafts.yaml', expect.stringMatching(/^No AI coach is configured\. Set OPENAI_API_KEY/)],
])('%s says what is wrong', async (args, sentence) => {
  expect(await draft(args)).toMatchObject({ code: 1, err: sentence });
});

test('a model that fails is said, and nothing is written', async () => {
  const { code, err } = await draft('--from job.txt none.yaml', await serverSaying({ status: 500 }));
  expect([code, err]).toEqual([1, 'The coach did not answer (HTTP 500). Try again later.\n']);
  await expect(readFile(join(folder, 'none.yaml'))).rejects.toThrow('ENOENT');
});
