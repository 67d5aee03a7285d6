import { audit } from '../audit/feature.ts';
import type { Actions, Pictures } from '../chat/card.ts';
import type { MessageActions } from '../chat/core.ts';
import type { Forms } from '../chat/form.ts';
import { coachTrial } from '../coach-trial/feature.ts';
import { curation } from '../curation/feature.ts';
import { directMessages } from '../direct-messages/feature.ts';
import { erasures } from '../erasures/feature.ts';
import { exportsOf } from '../exports/feature.ts';
import { feedback } from '../feedback/feature.ts';
import { inbox } from '../inbox/feature.ts';
import { leaderboards } from '../leaderboards/feature.ts';
import { mock } from '../mock/feature.ts';
import { peerMock } from '../peer-mock/feature.ts';
import { posts } from '../posts/feature.ts';
import { practice } from '../practice/feature.ts';
import { preparation } from '../preparation/feature.ts';
import { progress } from '../progress/feature.ts';
import { questions } from '../questions/feature.ts';
import { quiet } from '../quiet/feature.ts';
import { recall } from '../recall/feature.ts';
import type { Feature } from '../registry/feature.ts';
import type { PostKinds } from '../registry/post-kind.ts';
import { reviews } from '../reviews/feature.ts';
import { schedules } from '../schedules/feature.ts';
import type { Jobs } from '../services/wake.ts';
import { settings } from '../settings/feature.ts';
import { streaks } from '../streaks/feature.ts';
import { words } from '../words/feature.ts';
import { workspaces } from '../workspaces/feature.ts';

/** Every feature for which a name is declared. `example` is the one of the test that follows CONTRIBUTING's recipe. */
type Named = Exclude<
  | Actions[keyof Actions]
  | Forms[keyof Forms]
  | MessageActions[keyof MessageActions]
  | Pictures[keyof Pictures]
  | PostKinds[keyof PostKinds]
  | Jobs[keyof Jobs]['feature'],
  'app' | 'example'
>;

/** What Whetstone can do, in the order in which the help tells it. One that is declared and isn't here is a compile error. */
const byName = {
  practice,
  progress,
  leaderboards,
  streaks,
  quiet,
  erasures,
  words,
  feedback,
  recall,
  mock,
  'peer-mock': peerMock,
  questions,
  preparation,
  reviews,
  curation,
  schedules,
  workspaces,
  settings,
  exports: exportsOf(() => features.flatMap(({ myData }) => myData)),
  audit,
  inbox,
  posts,
  'direct-messages': directMessages,
  'coach-trial': coachTrial,
} satisfies Record<
  | Named
  | 'audit'
  | 'quiet'
  | 'questions'
  | 'workspaces'
  | 'settings'
  | 'streaks'
  | 'posts'
  | 'coach-trial'
  | 'words',
  Feature
>;

export const features: readonly Feature[] = Object.values(byName);
