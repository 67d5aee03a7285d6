import { performance } from 'node:perf_hooks';
import { createContext, Script } from 'node:vm';

/** Milliseconds in which a glance is over if it is linear, that are too short to be compared, and after which all is stopped. */
const ms = { glance: 0.3, floor: 10, most: 30_000 };

const lengths = { glance: 4000, all: [2000, 4000, 8000, 16_000] } as const;

/** How much longer four and eight times as much may take: 4 and 8 are linear, 16 and 64 quadratic. Some stop reading after half of it. */
const mostGrowth = { four: 10, eight: 20 };

/** How often a growth has to be seen to be believed. */
const rounds = 8;

type Work = (text: string) => unknown;

/** Makes a text of a length. */
type MakeText = (length: number) => string;

export interface Growth {
  /** Of the text. */
  readonly at: number;
  readonly times: string;
}

/**
 * The first of the texts with which a work takes more time than in proportion to the length. A glance at each tells which are worth
 * comparing.
 */
export function superlinear(work: Work, texts: readonly MakeText[], mostMs = ms.most): Growth | undefined {
  let at = 0;
  let times: string | undefined;
  const inTime = stopAfter(mostMs, () => {
    for (; at < texts.length; at++) {
      const make = texts[at] ?? String;
      times = timeOf(work, make(lengths.glance)) > ms.glance ? compare(work, make) : undefined;
      if (times) return;
    }
  });
  if (!inTime) return { at, times: `more than ${mostMs} ms` };
  return times ? { at, times } : undefined;
}

/** Of several rounds the best is believed: a machine that is busy with other things makes a work slower, never faster. */
function compare(work: Work, make: MakeText): string | undefined {
  const texts = lengths.all.map(make);
  let told: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const times = texts.map((text) => Math.min(...Array.from({ length: 3 }, () => timeOf(work, text))));
    // Below half a millisecond the clock and the compiler have too much of a say.
    const [short = 0, , four = 0, eight = 0] = times.map((time) => Math.max(0.5, time));
    const isFast = eight < ms.floor;
    if (isFast || (four / short <= mostGrowth.four && eight / short <= mostGrowth.eight)) return undefined;
    told = times.map((time, at) => `${lengths.all[at]} characters: ${time.toFixed(1)} ms`).join(', ');
  }
  return told;
}

function timeOf(work: Work, text: string): number {
  const began = performance.now();
  work(text);
  return performance.now() - began;
}

const context = createContext({});
const script = new Script('run()');

/** Whether something ends in time. Only a script with a time-out can stop a regular expression. */
function stopAfter(timeout: number, run: () => void): boolean {
  Object.assign(context, { run });
  try {
    script.runInContext(context, { timeout });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}
