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
  async run() {
    try {
      const { host, port } = parseConfig(process.env);
      const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
      const address = `http://${here.includes(':') ? `[${here}]` : here}:${port}/healthz`;
      say((await ask(address)).trim());
    } catch (error) {
      fail(error);
    }
  },
});

async function ask(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) return await answer.text();
    throw new UserError(`${address} answers with ${answer.status}. Look in its log for the reason.`);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`${address} doesn’t answer (${causeCode(cause)}). Is Whetstone running?`, { cause });
  }
}
