import { sayDays, sayMinutes, weekdays } from '../base/time.ts';
import type { Block, Card, Text } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { howLong } from './how-long.ts';
import type { Schedule } from './schedules.ts';
import { type UpcomingSlot, upcomingSlots } from './upcoming.ts';

const previewLength = 10;

export async function scheduleCard(db: Db, schedule: Schedule, now: Date, title = 'Schedule'): Promise<Card> {
  const [next] = await upcomingSlots(db, schedule, now, 1);
  const any = (words: readonly string[], none: string) => (words.length === 0 ? none : words.join(', '));
  const fields: { label: string; value: Text }[] = [
    {
      label: 'When',
      value: `${sayDays(schedule.days)} at ${schedule.at.slice(0, 5)}, ${schedule.time_zone}`,
    },
    { label: 'Tracks', value: any(schedule.tracks, 'all') },
    { label: 'Levels', value: any(schedule.levels, 'all') },
    { label: 'Categories', value: any(schedule.categories, 'all') },
    { label: 'Sample answer', value: `${sayMinutes(schedule.reveal_after_minutes)} after the question` },
    { label: 'Leaderboard', value: weekdays[(schedule.leaderboard_day ?? 0) - 1] ?? 'off' },
    { label: 'Weak spots', value: schedule.is_adaptive ? 'choose at most every second question' : 'off' },
    { label: 'Questions', value: await howLong(db, schedule) },
    ...(schedule.ping_role ? [{ label: 'Pings', value: [{ group: schedule.ping_role }] }] : []),
  ];
  const problem = await channelProblem(db, schedule);
  const blocks: Block[] = [
    { type: 'header', text: title },
    { type: 'fields', fields },
    ...(problem ? [{ type: 'text' as const, text: [{ bold: 'Can’t post here: ' }, problem] }] : []),
    { type: 'text', text: nextLine(schedule, next) },
    {
      type: 'context',
      text: [
        'Change it with ',
        { code: '/interview schedule set 10:00 mon,wed backend' },
        ', see ten slots with ',
        { code: '/interview schedule preview' },
        ', or use ',
        { code: 'pause' },
        ', ',
        { code: 'resume' },
        ', ',
        { code: 'skip' },
        ', ',
        { code: 'off' },
        '.',
      ],
    },
  ];
  return { summary: `${title}: ${fields[0]?.value}`, ...(problem ? { tone: 'warning' } : {}), blocks };
}

export function nextLine(schedule: Schedule, next: UpcomingSlot | undefined): Text {
  if (schedule.paused_at) {
    return [{ bold: 'Paused.' }, ' Nothing is posted until ', { code: '/interview schedule resume' }, '.'];
  }
  if (!next) return '';
  return ['Next: ', slotText(next), '.'];
}

export function slotText({ local, utcOffset, day, leftOut }: UpcomingSlot): string {
  const name = weekdays[day - 1]?.slice(0, 3);
  return `${name} ${local.slice(0, 16)} (UTC${utcOffset})${leftOut ? ` – ${leftOut}` : ''}`;
}

export async function previewCard(db: Db, schedule: Schedule, now: Date): Promise<Card> {
  return { summary: `The next ${previewLength} questions`, blocks: await previewBlocks(db, schedule, now) };
}

export async function previewBlocks(db: Db, schedule: Schedule, now: Date): Promise<Block[]> {
  const slots = await upcomingSlots(db, schedule, now, previewLength);
  const paused = schedule.paused_at ? ', once it is resumed' : '';
  return [
    { type: 'header', text: `The next ${previewLength} questions${paused}` },
    { type: 'list', items: slots.map(slotText), ordered: true },
    {
      type: 'context',
      text: `${schedule.time_zone}. A time that the clock change skips is posted right after it.`,
    },
  ];
}

export function noScheduleCard(): Card {
  const text: Text = [
    'This channel has no schedule yet. An admin can start with ',
    { code: '/interview setup' },
    ' or ',
    { code: '/interview schedule set weekdays 09:00 Europe/Berlin backend' },
    '.',
  ];
  return { summary: 'This channel has no schedule yet.', blocks: [{ type: 'text', text }] };
}

async function channelProblem(db: Db, schedule: Schedule): Promise<string | null> {
  const { problem } = await db
    .selectFrom('channels')
    .select('problem')
    .where('workspace_id', '=', schedule.workspace_id)
    .where('id', '=', schedule.channel_id)
    .executeTakeFirstOrThrow();
  return problem;
}
