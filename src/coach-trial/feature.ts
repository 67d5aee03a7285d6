import { feature } from '../registry/feature.ts';
import { whatIHold } from './what-i-hold.ts';

/** How well models read. */
export const coachTrial = feature('coach-trial', { whatIHold });
