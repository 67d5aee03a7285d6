/** Why a mentor should look at an answer before others. */
export type MentorFirst = 'disagreement' | 'unread' | 'unsure' | 'language' | 'denied';

/** In the review queue, behind the coach's score. */
export const mentorFirstReasons: Readonly<Record<MentorFirst, string>> = {
  disagreement: 'the coaches disagree',
  unread: 'the coach couldn’t read it',
  unsure: 'the coach isn’t sure',
  language: 'not in English',
  denied: 'the author says the coach misread it',
};
