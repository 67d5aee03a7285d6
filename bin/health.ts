import { defineCommand } from 'citty';
import { causeCode, UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';

const patienceMs = 4000;

/** For containers, whose health check runs a command. */
export const health = defineCommand({
  meta: {
    name: 'health',
    description: 'Check whether Whetstone on this machine answers; exits with 1 if it doesn’t.',
  },
  args: {
    stop: {
      type: 'string',
      valueHint: 'process id',
      description: 'Stop this process if Whetstone is stuck, so that whatever started it starts it again',
    },
  },
  async run({ args: { stop } }) {
    try {
      const { host, port } = parseConfig(process.env);
      const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
      const address = `http://${here.includes(':') ? `[${here}]` : here}:${port}/healthz`;
      say((await ask(address, Number(stop))).trim());
    } catch (error) {
      fail(error);
    }
  },
});

async function ask(address: string, toStop: number): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    const text = await answer.text();
    if (answer.ok) return text;
    if (toStop > 0 && text.includes('"status":"stuck"')) process.kill(toStop, 'SIGTERM');
    throw new UserError(`${address} answers with ${answer.status}. Look in its log for the reason.`);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`${address} doesn’t answer (${causeCode(cause)}). Is Whetstone running?`, { cause });
  }
}
