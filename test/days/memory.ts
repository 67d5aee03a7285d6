import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A program that loads this file first writes, at each SIGUSR2, how many bytes it needs once all garbage is collected. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stdout.write(`memory ${JSON.stringify({ heap: heapUsed + external, rss })}\n`);
});
