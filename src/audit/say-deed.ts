import type { Inline } from '../chat/card.ts';
import type { Deed } from './deed.ts';

/** What somebody did, to be read after their name: “changed feedback to private”. */
export function sayDeed(deed: Deed | undefined): readonly Inline[] {
  switch (deed?.deed) {
    case 'settings':
      return [
        'changed settings: ',
        Object.entries(deed.changed)
          .map(([name, value]) => `${inWords(name)} is now ${value}`)
          .join(', '),
      ];
    case 'schedule':
      return [schedule[deed.change], { channel: deed.channel }];
    case 'mentor':
      return deed.change === 'added'
        ? ['made ', { member: deed.member }, ' a mentor']
        : ['ended ', { member: deed.member }, '’s time as a mentor'];
    case 'question':
      return [`${deed.change} the question ${deed.question}`];
    case 'key':
      return ['encrypted this workspace’s token with a new key'];
    case 'words':
      return [`${deed.change} what members wrote here`];
    case 'review':
      return [
        `reviewed answer ${deed.answer}`,
        deed.score === null ? ' without a score' : `: ${deed.score} of 5`,
      ];
    case 'erasure':
      return ['had all their data erased'];
    case 'export':
      return ['wrote all data of this workspace to a file'];
    case 'import':
      return ['made this workspace from a file'];
    default:
      return ['did something that only a newer version of Whetstone can name'];
  }
}

/** “graceMinutes” as people say it. */
const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const schedule = {
  saved: 'saved the schedule of ',
  paused: 'paused the schedule of ',
  removed: 'removed the schedule of ',
  skipped: 'skipped the next question in ',
  unskipped: 'took back the skips in ',
} as const;
