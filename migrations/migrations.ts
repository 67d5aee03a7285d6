import type { Migration } from 'kysely/migration';
import * as core from './2026-11-24T01-core.ts';
import * as playground from './2026-11-24T02-playground.ts';
import * as slack from './2026-11-24T03-slack.ts';
import * as playgroundMentors from './2026-11-24T04-playground-mentors.ts';
import * as platformRoles from './2026-11-24T05-platform-roles.ts';
import * as askingAModel from './2026-11-24T06-asking-a-model.ts';
import * as ownQuestions from './2026-11-24T07-own-questions.ts';
import * as erasable from './2026-11-24T08-erasable.ts';
import * as standingsOrder from './2026-11-24T10-standings-order.ts';
import * as loadedBank from './2026-11-24T11-loaded-bank.ts';
import * as latestEvents from './2026-11-24T13-latest-events.ts';
import * as fewerIndexes from './2026-11-25T01-fewer-indexes.ts';
import * as standingChanges from './2026-11-25T02-standing-changes.ts';
import * as mentorFirst from './2026-11-27T01-mentor-first.ts';
import * as rubricForm from './2026-11-27T02-rubric-form.ts';
import * as doubts from './2026-11-27T03-doubts.ts';
import * as coachTrials from './2026-11-27T04-coach-trials.ts';
import * as nudges from './2026-11-27T10-nudges.ts';
import * as askedAnswers from './2026-11-27T11-asked-answers.ts';
import * as withdrawnAt from './2026-11-27T12-withdrawn-at.ts';
import * as spots from './2026-11-27T20-spots.ts';
import * as playgroundSteps from './2026-11-27T21-playground-steps.ts';
import * as playgroundSeen from './2026-11-27T22-playground-seen.ts';
import * as kindsOfPosts from './2026-11-27T23-kinds-of-posts.ts';
import * as firstInstallers from './2026-11-27T24-first-installers.ts';
import * as membersByName from './2026-11-27T25-members-by-name.ts';
import * as forgetWithdrawn from './2026-11-27T30-forget-withdrawn.ts';
import * as firstTries from './2026-11-27T31-first-tries.ts';
import * as sampleViews from './2026-11-27T32-sample-views.ts';
import * as topics from './2026-11-27T33-topics.ts';
import * as preparations from './2026-11-27T34-preparations.ts';
import * as recall from './2026-11-27T35-recall.ts';
import * as seasons from './2026-11-27T36-seasons.ts';
import * as adaptive from './2026-11-27T37-adaptive.ts';
import * as streaks from './2026-11-27T38-streaks.ts';
import * as mocks from './2026-11-27T39-mocks.ts';
import * as peerMocks from './2026-11-27T41-peer-mocks.ts';
import * as toldDirectly from './2026-11-27T42-told-directly.ts';
import * as audit from './2026-11-27T43-audit.ts';
import * as quietHours from './2026-11-27T44-quiet-hours.ts';
import * as playgroundFiles from './2026-11-27T45-playground-files.ts';
import * as erasures from './2026-11-27T46-erasures.ts';
import * as endedWorkspaces from './2026-11-27T47-ended-workspaces.ts';
import * as coachRatings from './2026-11-27T48-coach-ratings.ts';
import * as wordKeys from './2026-11-28T01-word-keys.ts';
import * as departures from './2026-11-28T02-departures.ts';
import * as directMessages from './2026-11-28T03-direct-messages.ts';

/** All that the schema has been through, by the name under which a database remembers it. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-24T01-core': core,
  '2026-11-24T02-playground': playground,
  '2026-11-24T03-slack': slack,
  '2026-11-24T04-playground-mentors': playgroundMentors,
  '2026-11-24T05-platform-roles': platformRoles,
  '2026-11-24T06-asking-a-model': askingAModel,
  '2026-11-24T07-own-questions': ownQuestions,
  '2026-11-24T08-erasable': erasable,
  '2026-11-24T10-standings-order': standingsOrder,
  '2026-11-24T11-loaded-bank': loadedBank,
  '2026-11-24T13-latest-events': latestEvents,
  '2026-11-25T01-fewer-indexes': fewerIndexes,
  '2026-11-25T02-standing-changes': standingChanges,
  '2026-11-27T01-mentor-first': mentorFirst,
  '2026-11-27T02-rubric-form': rubricForm,
  '2026-11-27T03-doubts': doubts,
  '2026-11-27T04-coach-trials': coachTrials,
  '2026-11-27T10-nudges': nudges,
  '2026-11-27T11-asked-answers': askedAnswers,
  '2026-11-27T12-withdrawn-at': withdrawnAt,
  '2026-11-27T20-spots': spots,
  '2026-11-27T21-playground-steps': playgroundSteps,
  '2026-11-27T22-playground-seen': playgroundSeen,
  '2026-11-27T23-kinds-of-posts': kindsOfPosts,
  '2026-11-27T24-first-installers': firstInstallers,
  '2026-11-27T25-members-by-name': membersByName,
  '2026-11-27T30-forget-withdrawn': forgetWithdrawn,
  '2026-11-27T31-first-tries': firstTries,
  '2026-11-27T32-sample-views': sampleViews,
  '2026-11-27T33-topics': topics,
  '2026-11-27T34-preparations': preparations,
  '2026-11-27T35-recall': recall,
  '2026-11-27T36-seasons': seasons,
  '2026-11-27T37-adaptive': adaptive,
  '2026-11-27T38-streaks': streaks,
  '2026-11-27T39-mocks': mocks,
  '2026-11-27T41-peer-mocks': peerMocks,
  '2026-11-27T42-told-directly': toldDirectly,
  '2026-11-27T43-audit': audit,
  '2026-11-27T44-quiet-hours': quietHours,
  '2026-11-27T45-playground-files': playgroundFiles,
  '2026-11-27T46-erasures': erasures,
  '2026-11-27T47-ended-workspaces': endedWorkspaces,
  '2026-11-27T48-coach-ratings': coachRatings,
  '2026-11-28T01-word-keys': wordKeys,
  '2026-11-28T02-departures': departures,
  '2026-11-28T03-direct-messages': directMessages,
};
