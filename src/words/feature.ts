import { feature } from '../registry/feature.ts';
import { whatIHold } from './what-i-hold.ts';

/** Members' words, encrypted in the database. */
export const words = feature('words', { whatIHold });
