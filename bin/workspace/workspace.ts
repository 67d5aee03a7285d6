import { defineCommand } from 'citty';

export const workspace = defineCommand({
  meta: { name: 'workspace', description: 'What whoever runs Whetstone does to one workspace.' },
  subCommands: { erase: () => import('./erase.ts').then((module) => module.eraseCommand) },
});
