import { dropPost } from '../practice/drop-post.ts';
import { feature } from '../registry/feature.ts';
import { deleteTheirs } from '../registry/forgotten.ts';
import { catchUpOpened } from './catch-up.ts';
import { forgetEvents } from './latest-events.ts';
import { useMisplaced } from './misplaced-answer.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../chat/card.ts' {
  interface Actions {
    'use-as-answer': 'inbox';
  }
}
declare module '../registry/post-kind.ts' {
  interface PostKinds {
    drop: 'inbox';
  }
}

/** What people say in the channels and threads of questions. A question is posted from here, since answers may be beneath it at once. */
export const inbox = feature('inbox', {
  actions: { 'use-as-answer': useMisplaced },
  posts: { drop: { ...dropPost, foundAgain: catchUpOpened } },
  tidy: ({ db }, now) => forgetEvents(db, now),
  forget: (tx, _queue, who) => deleteTheirs(tx, who, { latest_events: ['member_id', 'author_id'] }),
  whatIHold,
});
