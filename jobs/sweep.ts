import { sweep } from '../src/sweep.ts';
import { handler } from './handler.ts';

export const sweepJob = handler('sweep', (services) => sweep(services));
