import { feature } from '../registry/feature.ts';
import { tipsCommand } from './commands.ts';
import { whatIHold } from './what-i-hold.ts';

/** How to prepare for the questions of a track. */
export const questions = feature('questions', { commands: [tipsCommand], whatIHold });
