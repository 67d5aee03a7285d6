import { UserError } from '../base/errors.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Services } from '../services/services.ts';
import { type MockQuestion, questionsOfMock } from './mocks.ts';
import { readableMock } from './who-may-read.ts';

/** How much is shown of each, so that six questions fit into one message. */
const most = { prompt: 150, answer: 1200, reply: 300 };

/** What was said in a mock, for its member and the mentor whom they shared it with. */
export async function showAnswers({ db }: Services, actor: Actor, id: string): Promise<Reply> {
  const mock = await readableMock(db, actor, id);
  if (!mock) throw new UserError('That mock interview isn’t shared with you any more, or it isn’t over yet.');
  return { type: 'private', card: answersCard(await questionsOfMock(db, mock.workspace_id, mock.id)) };
}

function answersCard(questions: readonly MockQuestion[]): Card {
  return {
    summary: 'The answers of a mock interview',
    blocks: [{ type: 'header', text: 'What was said' }, ...questions.flatMap(answerBlocks)],
  };
}

function answerBlocks({ place, question, answer, replies }: MockQuestion): Block[] {
  return [
    { type: 'text', text: [{ bold: `${place}. ${ellipsis(question.prompt, most.prompt)}` }] },
    answer
      ? { type: 'quote', text: ellipsis(answer.text, most.answer) }
      : { type: 'context', text: 'Not answered' },
    ...replies.flatMap((one): Block[] => [
      { type: 'text', text: [{ bold: 'Follow-up: ' }, one.question] },
      { type: 'quote', text: ellipsis(one.reply, most.reply) },
    ]),
  ];
}
