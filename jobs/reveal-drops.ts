import { revealDrops } from '../src/practice/reveal-drops.ts';
import { handler } from './handler.ts';

export const revealDropsJob = handler('reveal-drops', revealDrops);
