import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

/** Writes down which of our functions a test file runs, into the folder `TRACE_DIR`. */

/** A function that a test file runs: `src/practice/answers.ts findAnswer`. */
export interface Trace {
  readonly test: string;
  readonly ran: readonly string[];
}

const ours = /\/((?:src|adapters|jobs)\/[^?]+\.ts)/;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

afterAll(async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ran = result.flatMap(({ url, functions }) => {
    const file = url.includes('/node_modules/') ? undefined : ours.exec(url)?.[1];
    if (!file) return [];
    return functions
      .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
      .map((one) => `${file} ${one.functionName}`);
  });
  const home = new URL('../../', import.meta.url).pathname;
  const test = (expect.getState().testPath ?? '').replace(home, '');
  const trace: Trace = { test, ran: [...new Set(ran)] };
  await writeFile(
    join(process.env.TRACE_DIR ?? '', `${test.replaceAll('/', '_')}.json`),
    JSON.stringify(trace),
  );
});
