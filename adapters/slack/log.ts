import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/base/log.ts';
import { describeFault } from './errors.ts';

/** Bolt's log as ours. Its texts may quote a payload, so only the beginning up to the first colon is kept. */
export function boltLogger(log: Log): Logger {
  const at = (level: 'warn' | 'error') => (first: unknown, second?: unknown) => {
    const error = [first, second].find((part) => part instanceof Error);
    const said = typeof first === 'string' ? (first.split(':')[0] ?? '').slice(0, 120) : '';
    log[level](
      { library: 'bolt', ...(error ? { error: describeFault(error) } : {}) },
      said || 'Bolt reports an error',
    );
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: at('warn'),
    error: at('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
