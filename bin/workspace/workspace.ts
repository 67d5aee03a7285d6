import { defineCommand } from 'citty';

export const workspace = defineCommand({
  meta: {
    name: 'workspace',
    description: 'Take one workspace along to another Whetstone, keep a copy, or erase it.',
  },
  subCommands: {
    export: () => import('./export.ts').then((module) => module.exportCommand),
    import: () => import('./import.ts').then((module) => module.importCommand),
    erase: () => import('./erase.ts').then((module) => module.eraseCommand),
  },
});
