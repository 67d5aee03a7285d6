import type { Card } from '../chat/card.ts';
import type { PostDefinition } from '../registry/post-kind.ts';

/** Names a reminder by its member and day; `what` is how many key points are due, or whether to stop. */
export const reminderSubject = (member: string, day: string, what: string) => `${member} ${day} ${what}`;

/** Says that something is due. */
export const reminderPost: PostDefinition = {
  isUnasked: true,
  async content(_db, { subject }) {
    const what = subject.slice(subject.lastIndexOf(' ') + 1);
    return { card: what === 'stop?' ? stopCard() : reminderCard(Number(what)), isDirect: true };
  },
};

function reminderCard(due: number): Card {
  const what = due === 1 ? '1 key point is' : `${due} key points are`;
  const text = `${what} about to slip your mind. It takes a minute.`;
  return {
    summary: text,
    blocks: [
      { type: 'header', text: 'Recall' },
      { type: 'text', text },
      {
        type: 'buttons',
        buttons: [
          { label: 'Start', action: 'recall', value: '', style: 'primary' },
          { label: 'Stop reminders', action: 'recall-stop', value: '' },
        ],
      },
    ],
  };
}

function stopCard(): Card {
  const text = 'My last three reminders found no time, so this is the last one unless you want more.';
  return {
    summary: text,
    blocks: [
      { type: 'header', text: 'Keep the reminders?' },
      { type: 'text', text },
      {
        type: 'buttons',
        buttons: [
          { label: 'Keep them', action: 'recall-keep', value: '', style: 'primary' },
          { label: 'Stop reminders', action: 'recall-stop', value: '' },
        ],
      },
    ],
  };
}
