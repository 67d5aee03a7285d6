import { revealDrop } from '../src/practice/reveal-drop.ts';
import { handler } from './handler.ts';

export const revealDropJob = handler('reveal-drop', (services, { workspace, drop }) =>
  revealDrop(services, workspace, drop),
);
