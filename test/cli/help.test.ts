import { expect, test } from 'vitest';
import { whetstone } from './program.ts';

test.each([
  ['--help', 'USAGE whetstone start|migrate|'],
  ['doctor --help', 'USAGE whetstone doctor'],
  ['start --help', 'USAGE whetstone start'],
  ['migrate --help', 'USAGE whetstone migrate'],
  ['coach try --help', 'USAGE coach try [OPTIONS]'],
  ['questions --help', 'lint|list'],
  ['questions lint --help', 'USAGE questions lint [OPTIONS] [FILE]'],
  ['questions list --help', 'USAGE questions list'],
  ['questions import --help', 'USAGE questions import [OPTIONS] <FILE>'],
  ['questions export --help', 'USAGE questions export [OPTIONS] [FILE]'],
])('%s', async (args, expected) => {
  const { code, out, err } = await whetstone(args).ended;
  expect(out).toContain(expected);
  expect(err).toBe('');
  expect(code).toBe(0);
});

test.each(['', 'strat', 'questions', 'questions lnit'])(
  '“%s” is no command: the help and exit code 1',
  async (args) => {
    const { code, out, err } = await whetstone(args).ended;
    expect(out + err).toMatch(/USAGE[\s\S]*(No command specified|Unknown command)/);
    expect(code).toBe(1);
  },
);
