import { defineCommand } from 'citty';

export const coach = defineCommand({
  meta: { name: 'coach', description: 'Find out what the coach can do.' },
  subCommands: { try: () => import('./try.ts').then((module) => module.tryCommand) },
});
