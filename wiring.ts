import type { Logger } from 'pino';
import { Undo } from './src/base/undo.ts';
import type { Core } from './src/chat/core.ts';
import type { Config } from './src/config/config.ts';
import { requirePlatform } from './src/config/reach.ts';
import type { Services } from './src/services/services.ts';
import { connect } from './wiring/connect.ts';
import { createLog } from './wiring/database.ts';
import { open } from './wiring/open.ts';
import { serve } from './wiring/serve.ts';
import { tell } from './wiring/tell.ts';
import { work } from './wiring/work.ts';

/** What may be put in the place of the real thing, in tests. */
interface Overrides {
  readonly now?: Services['now'];
  readonly coach?: Services['coach'];
  readonly log?: Logger;
  readonly sweepEveryMs?: number;
}

export interface StartOptions extends Overrides {
  /** Aborting it gives up a start at its next step; once started, `stop` is the way. */
  readonly signal?: AbortSignal;
}

export interface Whetstone {
  readonly core: Core;
  readonly services: Services;
  /** Where the web server listens. A process without the role `web` answers there only how it is. */
  readonly address: string;
  /** What is on and what is off, for a person. */
  readonly summary: readonly string[];
  /** Takes no more work, finishes what is in hand, and gives everything back. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts every part that the configuration asks for.
 *
 * @throws UserError with what to mend, or the signal's reason when that is aborted; nothing is left running.
 */
export async function startWhetstone(config: Config, options: StartOptions = {}): Promise<Whetstone> {
  const undo = new Undo();
  try {
    return await start(config, options, undo);
  } catch (error) {
    // What went wrong first is what there is to tell.
    await Promise.allSettled([undo.run()]);
    throw error;
  }
}

async function start(config: Config, options: StartOptions, undo: Undo): Promise<Whetstone> {
  const { now = () => new Date(), log = createLog(config), coach, sweepEveryMs, signal } = options;
  requirePlatform(config);
  const starting = { config, log, now, undo, signal };
  const opened = await open(starting);
  const connected = await connect(starting, opened, coach);
  await serve(starting, opened, connected);
  await work(starting, opened, connected, sweepEveryMs);
  const { core, services } = connected;
  const { address } = opened.server;
  return { core, services, address, summary: tell(config, opened, connected), stop: () => undo.run() };
}
