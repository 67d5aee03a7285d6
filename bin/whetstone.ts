#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { defineCommand, runMain } from 'citty';

enableCompileCache();

const main = defineCommand({
  meta: { name: 'whetstone', description: 'Interview practice for teams, in the chat they already use.' },
  subCommands: {
    start: () => import('./start.ts').then((module) => module.start),
    migrate: () => import('./migrate.ts').then((module) => module.migrateCommand),
    questions: () => import('./questions.ts').then((module) => module.questions),
  },
});

await runMain(main);
