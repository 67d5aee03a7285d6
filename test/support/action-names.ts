import { features } from '../../src/app/features.ts';
import type { ActionName } from '../../src/chat/card.ts';

/** Every action that a button can have. */
export const actionNames = features.flatMap(({ actions }) => Object.keys(actions)) as ActionName[];
