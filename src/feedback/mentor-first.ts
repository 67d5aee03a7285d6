/** Why a mentor should look at an answer before others. */
export type MentorFirst = 'disagreement' | 'unread';

/** In the review queue, behind the coach's score. */
export const mentorFirstReasons: Readonly<Record<MentorFirst, string>> = {
  disagreement: 'the coaches disagree',
  unread: 'the coach couldn’t read it',
};
