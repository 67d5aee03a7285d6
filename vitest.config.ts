import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What runs whole programs takes longest, and is started first, so that at the end no worker is alone with it. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isProgram = ({ moduleId }: TestSpecification) =>
      /\/test\/(queue|cli|http)\/|\/doctor\./.test(moduleId);
    return [...sorted.filter(isProgram), ...sorted.filter((file) => !isProgram(file))];
  }
}

// One for all files.
const seed = { FAULT_SEED: process.env.FAULT_SEED || String(Date.now() % 1_000_000_000) };

const shared = {
  globalSetup: ['test/support/global-setup.ts'],
  // For hangs: a busy machine takes several times as long as a quiet one.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // What takes longer than a second on a busy machine isn't wrong.
  expect: { poll: { timeout: 30_000 } },
  // Files share what they import, which takes longer to load than most take to run. Ours keep nothing in their modules.
  isolate: false,
  restoreMocks: true,
};

/** Lanes: `core` needs npm only, and so does `long`, what takes minutes of it; `redis` and `faults` need Debian's redis-server, `real` that and
 * pgbouncer, `browser` chromium, and they fail without. */
export default defineConfig({
  test: {
    sequence: { sequencer: ProgramsFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'core',
          // For the lanes that change the code to see whether a test notices.
          setupFiles: process.env.TRACE_DIR ? ['test/mutation/trace.ts'] : [],
          isolate: Boolean(process.env.TRACE_DIR),
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/**/*.browser.test.ts',
            'test/**/*.queue.test.ts',
            'test/**/*.redis.test.ts',
            'test/**/*.real.test.ts',
            'test/**/*.long.test.ts',
            'test/**/*.faults.test.ts',
            'test/**/*.days.test.ts',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'postgres-queue',
          include: ['test/**/*.queue.test.ts'],
          env: { QUEUE_BACKEND: 'postgres' },
        },
      },
      {
        test: {
          ...shared,
          name: 'redis',
          include: ['test/**/*.queue{,.long}.test.ts', 'test/**/*.redis.test.ts'],
          env: { QUEUE_BACKEND: 'redis' },
        },
      },
      {
        test: {
          ...shared,
          name: 'faults',
          include: ['test/**/*.faults.test.ts'],
          testTimeout: 1_800_000,
          env: seed,
        },
      },
      {
        test: {
          ...shared,
          name: 'days',
          include: ['test/**/*.days.test.ts'],
          testTimeout: 3 * 3_600_000,
          env: seed,
        },
      },
      {
        test: {
          ...shared,
          name: 'long',
          include: ['test/**/*.long.test.ts'],
          env: { QUEUE_BACKEND: 'postgres' },
        },
      },
      { test: { ...shared, name: 'real', include: ['test/**/*.real.test.ts'] } },
      { test: { ...shared, name: 'browser', include: ['test/**/*.browser.test.ts'] } },
    ],
  },
});
