import { readFile, rename, writeFile } from 'node:fs/promises';
import { cancel, intro, log, note, outro, spinner } from '@clack/prompts';
import { defineCommand } from 'citty';
import { UserError } from '../../src/base/errors.ts';
import { ConfigError, parseConfig } from '../../src/config/config.ts';
import type { Check } from '../../src/doctor/check.ts';
import type { ModelPort } from '../../wiring/find-model-servers.ts';
import { tryModel } from '../coach/try-model.ts';
import { fail } from '../fail.ts';
import { Cancelled, choose } from './ask.ts';
import { readValues, type Values, withValues } from './env-file.ts';
import { type Step, stepsWith } from './steps.ts';

const file = '.env';
const trialAnswers = 20;

export const init = defineCommand({
  meta: { name: 'init', description: 'Ask for the settings, test them, and write them to .env.' },
  run: () => askAll(),
});

/** Models of this machine are looked for at the usual ports, or at these. */
export async function askAll(ports?: readonly ModelPort[]): Promise<void> {
  try {
    if (!process.stdin.isTTY) throw new UserError('init asks questions. Run it in a terminal.');
    const before = await readFile(file, 'utf8').catch(() => '');
    intro('Whetstone');
    log.info(
      before === ''
        ? `Your answers are saved in ${file} in this folder.`
        : `${file} already exists. Its values are kept unless you change them.`,
    );
    let values: Values = readValues(before);
    for (const step of stepsWith(ports)) values = { ...values, ...(await take(step, values)) };
    // As a whole or not at all: what was there before may be known nowhere else.
    await writeFile(`${file}.new`, withValues(before, values), { mode: 0o600 });
    await rename(`${file}.new`, file);
    log.success(`${file} is written. \`npm run whetstone -- doctor\` checks everything again.`);
    const wantsTrial = await offerTrial(values);
    note('npm start\n\nThen, in a channel: /interview setup', 'Next');
    outro(wantsTrial ? `The model reads ${trialAnswers} answers.` : 'Done.');
    if (wantsTrial) await tryModel(parseConfig({ ...process.env, ...values }), trialAnswers);
  } catch (error) {
    if (!(error instanceof Cancelled)) return fail(error);
    cancel('Nothing was written.');
    process.exitCode = 130;
  }
}

/** Whether a model that was set up is to be tried now. Ctrl-C only means no: everything is written. */
async function offerTrial({ OPENAI_API_KEY, OPENAI_BASE_URL }: Values): Promise<boolean> {
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) return false;
  try {
    const when = await choose('Test how well the model reads answers?', 'later', {
      later: 'Later: npm run whetstone -- coach try',
      now: `Now, with ${trialAnswers} answers: a few minutes, about 50,000 tokens`,
    });
    return when === 'now';
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

/** Asks until what was entered works, or the person wants it as it is. */
async function take(step: Step, known: Values): Promise<Values> {
  log.step(step.title);
  for (let entered = known; ; ) {
    const given = await step.ask(entered);
    entered = { ...entered, ...given };
    const problems = await tryOut(step, entered);
    if (problems.length === 0) return given;
    log.warn(problems.join('\n'));
    const next = await choose('What now?', 'again', {
      again: 'Enter it again',
      keep: 'Keep it anyway; doctor will report the same',
    });
    if (next === 'keep') return given;
  }
}

/** What is wrong, and what to do; what is right is said at once. */
async function tryOut(step: Step, values: Values): Promise<string[]> {
  try {
    const config = parseConfig(
      Object.fromEntries(Object.entries(values).filter(([name]) => step.variables.test(name))),
    );
    const waiting = spinner();
    waiting.start('Trying it');
    const checks = await step.check(config);
    const isGood = checks.every(({ ok }) => ok !== 'bad');
    waiting.stop(isGood ? 'It works.' : 'Something is wrong.');
    for (const check of checks) if (check.ok !== 'bad') log.message(lineOf(check));
    return checks.filter(({ ok }) => ok === 'bad').map((check) => `${lineOf(check)}. ${check.mend ?? ''}`);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
}

function lineOf({ what, say }: Check): string {
  return `${what}: ${say}`;
}
