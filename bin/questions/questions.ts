import { defineCommand } from 'citty';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { say } from '../fail.ts';

const list = defineCommand({
  meta: { name: 'list', description: 'List the questions of questions/.' },
  async run() {
    const { tracks } = await readBank(bankFolder);
    const ids = tracks.flatMap((track) => track.questions.map(({ id }) => id));
    const width = Math.max(...ids.map((id) => id.length));
    for (const { title, questions } of tracks) {
      say(title);
      for (const { id, category, level } of questions)
        say(`  ${id.padEnd(width)} ${category.padEnd(12)} ${level}`);
    }
  },
});

export const questions = defineCommand({
  meta: { name: 'questions', description: 'List, check, import and export questions.' },
  subCommands: {
    lint: () => import('./lint.ts').then((module) => module.lintCommand),
    list,
    import: () => import('./import.ts').then((module) => module.importCommand),
    export: () => import('./export.ts').then((module) => module.exportCommand),
    draft: () => import('./draft.ts').then((module) => module.draftCommand),
    stats: () => import('./stats.ts').then((module) => module.statsCommand),
  },
});
