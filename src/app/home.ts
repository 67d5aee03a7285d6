import { localDay } from '../base/time.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { isCurator } from '../curation/curators.ts';
import { countWaiting } from '../curation/suggestions.ts';
import { latestFeedbackOf } from '../feedback/latest-feedback.ts';
import { streakOf } from '../practice/streak.ts';
import { todaysDrops } from '../practice/todays-drops.ts';
import { countOpenReviews } from '../reviews/review-queue.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { isMentor } from '../workspaces/workspaces.ts';

/** A member's own page: streak, latest feedback, today's questions, and what their role is for. */
export async function homeCard(services: Services, actor: Actor): Promise<Card> {
  const { db, now } = services;
  const { workspace, member } = actor;
  const today = localDay(now(), (await settingsOf(db, workspace)).timeZone);
  const [streak, latest, drops, mentor, curator, platform] = await Promise.all([
    streakOf(db, workspace, member, today),
    latestFeedbackOf(db, workspace, member),
    todaysDrops(db, workspace, now()),
    isMentor(db, actor),
    isCurator(db, actor),
    platformOf(services, workspace),
  ]);
  const link = (place: { channel: string; thread?: string; message: string }, text: string) => {
    const url = platform.messageUrl({ workspace, ...place });
    return url ? { link: url, text } : text;
  };
  const questions = drops.map((drop) => [
    { channel: drop.channel },
    ' ',
    link(drop, drop.prompt.length > 120 ? `${drop.prompt.slice(0, 119)}…` : drop.prompt),
  ]);
  const blocks: Block[] = [
    {
      type: 'header',
      text: streak === 0 ? 'Your practice' : `Your streak: ${streak} ${streak === 1 ? 'day' : 'days'}`,
    },
    { type: 'text', text: [{ bold: 'Today’s questions' }] },
    questions.length > 0
      ? { type: 'list', items: questions }
      : {
          type: 'text',
          text: ['None yet. Ask for one in any channel with ', { code: '/interview question' }, '.'],
        },
    { type: 'text', text: [{ bold: 'Your latest feedback' }] },
    latest
      ? {
          type: 'text',
          text: [
            link(latest, latest.question),
            `${latest.score === null ? '' : ` · ${latest.score} of 100`} · ${latest.improvement}`,
          ],
        }
      : { type: 'text', text: 'None yet. Answer a question in its thread, in at least eight words.' },
    { type: 'buttons', buttons: [{ label: 'Practise privately', action: 'ask-privately', value: '' }] },
  ];
  if (mentor) blocks.push(...(await mentorBlocks(services, actor)));
  if (curator) blocks.push(...(await suggestionBlocks(services, actor)));
  if (actor.roles?.includes('admin')) blocks.push(...adminBlocks);
  return { summary: 'Your practice', blocks };
}

async function mentorBlocks(services: Services, actor: Actor): Promise<Block[]> {
  const open = await countOpenReviews(services, actor);
  const waiting = open === 1 ? '1 answer waits' : `${open === 100 ? '100 or more' : open} answers wait`;
  return [
    { type: 'divider' },
    { type: 'text', text: [{ bold: 'Mentor' }] },
    {
      type: 'text',
      text: open === 0 ? 'Nothing is waiting for review.' : `${waiting} for review.`,
    },
    { type: 'buttons', buttons: [{ label: 'Review answers', action: 'show-reviews', value: '' }] },
  ];
}

/** Nothing while no suggestion waits. */
async function suggestionBlocks({ db }: Services, { workspace }: Actor): Promise<Block[]> {
  const waiting = await countWaiting(db, workspace);
  if (waiting === 0) return [];
  const text =
    waiting === 1 ? '1 suggested question is waiting.' : `${waiting} suggested questions are waiting.`;
  return [
    { type: 'divider' },
    { type: 'text', text },
    { type: 'buttons', buttons: [{ label: 'Decide', action: 'show-suggestions', value: '' }] },
  ];
}

const adminBlocks: Block[] = [
  { type: 'divider' },
  { type: 'text', text: [{ bold: 'Admin' }] },
  { type: 'text', text: 'Choose when a channel gets questions, and which.' },
  { type: 'buttons', buttons: [{ label: 'Set up a channel', action: 'setup', value: '' }] },
];
