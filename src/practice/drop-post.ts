import type { PostDefinition } from '../registry/post-kind.ts';
import { dropCard, sampleAnswerCard } from './drop-cards.ts';
import { dropWithQuestion } from './drops.ts';
import { openDrop } from './open-drop.ts';
import { giveUpDrop, tellOfDelay } from './undelivered-drop.ts';

/** A question, with its thread. */
export const dropPost: PostDefinition = {
  async content(db, post) {
    const { drop, question, trackTitle, pingRole } = await dropWithQuestion(
      db,
      post.workspace_id,
      post.subject,
    );
    return {
      card: dropCard(drop, question, trackTitle, pingRole),
      opensThread: {
        title: question.prompt,
        openForMinutes: drop.reveal_after_minutes,
        tags: [question.category, question.level],
      },
    };
  },
  beginsThread: true,
  sent: ({ db, now }, { workspace_id, subject: drop_id }, message) =>
    openDrop(db, { workspace_id, drop_id, message, now: now() }),
  undelivered: giveUpDrop,
  delayed: tellOfDelay,
};

/** A question's sample answer and tip, in its thread. */
export const revealPost: PostDefinition = {
  async content(db, post) {
    const { question } = await dropWithQuestion(db, post.workspace_id, post.subject);
    return { card: sampleAnswerCard(question) };
  },
};
