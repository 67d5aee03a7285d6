/**
 * /interview suggest backend [technical] [advanced]
 * /interview bank [show] | search … | suggestions | edit | retire | restore | stats
 */
import * as read from '../commands/arguments.ts';
import { command, twinOf } from '../commands/command.ts';
import type { Category, Level } from '../domain/question.ts';
import { bankCard } from './bank-card.ts';
import { openEdit } from './edit-question.ts';
import { restoreQuestion, retireQuestion } from './retire-question.ts';
import { bankParts } from './search-bank.ts';
import { statisticsCard } from './statistics-card.ts';
import { openSuggestion } from './suggest-question.ts';
import { suggestionQueueCard } from './suggestion-queue.ts';

interface Kind {
  readonly category: Category;
  readonly level: Level;
}

const suggest = command<{ track: string }, Kind>({
  name: 'suggest',
  who: 'anyone',
  help: 'Suggest a question of your own',
  examples: ['suggest backend', 'suggest devops behavioral beginner'],
  opensForm: true,
  required: { track: read.track },
  optional: { category: read.category, level: read.level },
  run: async (_services, _actor, { track, category = 'technical', level = 'intermediate' }) =>
    openSuggestion({ track, category, level }),
});

const bank = command({
  name: 'bank',
  who: 'curator',
  help: 'This workspace’s own questions',
  async run(services, actor) {
    return { type: 'private', card: await bankCard(services, actor, { only: 'own' }) };
  },
});

interface Search extends Kind {
  readonly track: string;
  readonly only: (typeof bankParts)[number];
  readonly words: string[];
}

const bankSearch = command<object, Search>({
  name: 'bank search',
  who: 'curator',
  help: 'Find questions by their words, track, level or category',
  examples: ['bank search index', 'bank search backend advanced', 'bank search retired'],
  optional: {
    track: read.track,
    level: read.level,
    category: read.category,
    only: read.oneOf('own or retired', 'only your own, or only the retired', bankParts),
    words: read.words,
  },
  async run(services, actor, { words = [], ...filter }) {
    const query = { ...filter, words: words.join(' ').slice(0, 120) };
    return { type: 'private', card: await bankCard(services, actor, query) };
  },
});

const bankSuggestions = command({
  name: 'bank suggestions',
  who: 'curator',
  help: 'Approve, edit or decline what members suggest',
  run: async (services, actor) => ({ type: 'private', card: await suggestionQueueCard(services, actor) }),
});

const bankEdit = command<{ question: string }, Kind>({
  name: 'bank edit',
  who: 'curator',
  help: 'Change one of this workspace’s own questions',
  opensForm: true,
  required: { question: read.bankQuestion },
  optional: { category: read.category, level: read.level },
  run: (services, actor, { question, category = '', level = '' }) =>
    openEdit(services, actor, ['question', question, category, level].join(':')),
});

const bankRetire = command<{ question: string }>({
  name: 'bank retire',
  who: 'curator',
  help: 'Stop asking a question here',
  examples: ['bank retire backend/incident'],
  required: { question: read.bankQuestion },
  run: (services, actor, { question }) => retireQuestion(services, actor, question),
});

const bankRestore = command<{ question: string }>({
  name: 'bank restore',
  who: 'curator',
  help: 'Ask a retired question again',
  required: { question: read.bankQuestion },
  run: (services, actor, { question }) => restoreQuestion(services, actor, question),
});

const bankStats = command<object, { track: string }>({
  name: 'bank stats',
  who: 'curator',
  help: 'How often questions are asked, answered and missed',
  examples: ['bank stats backend'],
  optional: { track: read.track },
  run: async (services, actor, { track }) => ({
    type: 'private',
    card: await statisticsCard(services, actor, track),
  }),
});

export const curationCommands = [
  suggest,
  bank,
  twinOf(bank, 'bank show'),
  bankSearch,
  bankSuggestions,
  bankEdit,
  bankRetire,
  bankRestore,
  bankStats,
];
