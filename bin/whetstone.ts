#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { defineCommand, runMain } from 'citty';

enableCompileCache();
// What is set already wins. Node's own --env-file-if-exists remarks on every start without the file.
if (existsSync('.env')) process.loadEnvFile('.env');

const main = defineCommand({
  meta: { name: 'whetstone', description: 'Interview practice for teams, in the chat they already use.' },
  subCommands: {
    start: () => import('./start.ts').then((module) => module.start),
    migrate: () => import('./migrate.ts').then((module) => module.migrateCommand),
    'upgrade-data': () => import('./upgrade-data.ts').then((module) => module.upgradeData),
    init: () => import('./init/init.ts').then((module) => module.init),
    health: () => import('./health.ts').then((module) => module.health),
    doctor: () => import('./doctor.ts').then((module) => module.doctor),
    slack: () => import('./slack.ts').then((module) => module.slack),
    discord: () => import('./discord.ts').then((module) => module.discord),
    grade: () => import('./grade.ts').then((module) => module.gradeCommand),
    coach: () => import('./coach/coach.ts').then((module) => module.coach),
    playground: () => import('./playground.ts').then((module) => module.playground),
    keys: () => import('./keys.ts').then((module) => module.keys),
    workspace: () => import('./workspace.ts').then((module) => module.workspace),
    questions: () => import('./questions/questions.ts').then((module) => module.questions),
  },
});

await runMain(main);
