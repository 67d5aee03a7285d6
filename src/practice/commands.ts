/**
 * /interview question backend | backend advanced technical | backend/slow-query | backend private
 * /interview answer
 */
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import type { Category, Level } from '../domain/question.ts';
import { askPrivately, askQuestion } from './ask-question.ts';
import { showLatestSampleAnswer } from './sample-answer.ts';

interface QuestionWords {
  readonly question: string;
  readonly track: string;
  readonly level: Level;
  readonly category: Category;
  readonly private: string;
}

const questionCommand = command<object, QuestionWords>({
  name: 'question',
  who: 'anyone',
  help: 'Ask this channel a question, or just you with “private”',
  examples: ['question backend', 'question backend advanced technical', 'question backend private'],
  optional: {
    track: read.track,
    level: read.level,
    category: read.category,
    private: read.flag('private', 'just for you'),
    question: read.question,
  },
  async run(services, actor, words) {
    const list = <T>(word: T | undefined) => (word === undefined ? [] : [word]);
    const wanted = words.question ?? {
      tracks: list(words.track),
      levels: list(words.level),
      categories: list(words.category),
    };
    return words.private ? askPrivately(services, actor, wanted) : askQuestion(services, actor, wanted);
  },
});

const answerCommand = command({
  name: 'answer',
  who: 'anyone',
  help: 'The sample answer to this channel’s latest question, once you have answered',
  run: showLatestSampleAnswer,
});

export const practiceCommands = [questionCommand, answerCommand];
