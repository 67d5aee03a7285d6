import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { defineCommand, runMain } from 'citty';
import { acknowledgements } from './acknowledgements.ts';
import { answerToFeedback } from './answer-to-feedback.ts';
import { coachCost } from './coach-cost.ts';
import { drops } from './drops.ts';
import { events } from './events.ts';
import { footprint } from './footprint.ts';
import { table } from './harness/report.ts';
import { run } from './harness/run.ts';
import { fullSizes, quickSizes } from './harness/sizes.ts';
import { idle } from './idle.ts';
import { leaderboards } from './leaderboards.ts';

const all = [events, acknowledgements, drops, leaderboards, footprint, answerToFeedback, idle, coachCost];

const bench = defineCommand({
  meta: {
    name: 'npm run bench --',
    description: `Compare Whetstone with bare programs on this machine, in rounds. ${all
      .map(({ id, title }) => `${id}: ${title}`)
      .join('; ')}.`,
  },
  args: {
    only: { type: 'string', description: 'Which to measure, as in a,b; all without' },
    rounds: {
      type: 'string',
      default: '5',
      description: 'How often each side is measured; in the first the programs are cold, so one says little',
    },
    json: { type: 'boolean', description: 'Print JSON, with every round' },
    quick: {
      type: 'boolean',
      description: 'Little of everything, to see that it works: the numbers mean nothing',
    },
  },
  async run({ args }) {
    const wanted = args.only?.split(',') ?? all.map(({ id }) => id);
    const measurements = all.filter(({ id }) => wanted.includes(id));
    const rounds = Number(args.rounds);
    if (measurements.length < wanted.length) throw new Error('--only takes letters from a to h, as in a,b.');
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number, 1 or more.');
    const say = (line: string) => process.stderr.write(`${line}\n`);
    // What runs in production. Tests of the built program share it.
    if (!process.env.TEST_BUILT) await promisify(execFile)('npm', ['run', 'build']);
    const report = await run({ measurements, rounds, sizes: args.quick ? quickSizes : fullSizes, say });
    process.stdout.write(`${args.json ? JSON.stringify(report, null, 2) : table(report)}\n`);
  },
});

await runMain(bench);
