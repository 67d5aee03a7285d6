import { describeError, UserError } from '../src/base/errors.ts';
import { ConfigError } from '../src/config/config.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says on stderr what is wrong and what to do. Exit code 1: the person can mend it; 70: it is our bug. */
export function fail(error: unknown): void {
  if (error instanceof ConfigError) {
    const lines = error.problems.map((problem) => `  ${problem}`);
    complain(
      [error.message, ...lines, 'The README lists every variable under “Configuration”.'].join('\n'),
      1,
    );
  } else if (error instanceof UserError) complain(error.message, 1);
  else complain(`Whetstone has a bug and stopped: ${JSON.stringify(describeError(error))}`, 70);
}

export function complain(text: string, exitCode: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}
