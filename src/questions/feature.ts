import { feature } from '../registry/feature.ts';
import { tipsCommand } from './commands.ts';

/** How to prepare for the questions of a track. */
export const questions = feature('questions', { commands: [tipsCommand] });
