import { sayMinutes, weekdays } from '../base/time.ts';
import type { Field, Form, Option } from '../chat/form.ts';
import { levels } from '../domain/question.ts';
import type { Schedule } from './schedules.ts';

const reveals = [60, 120, 240, 480, 1440];

/** A channel's schedule, filled in with what it is now. */
export function setupForm(
  channel: string,
  schedule: Schedule | undefined,
  zone: string,
  tracks: Option[],
  hasRoles: boolean,
): Form {
  const reveal = schedule?.reveal_after_minutes ?? 480;
  const fields: Field[] = [
    { type: 'channel', id: 'channel', label: 'Channel', initial: channel },
    {
      type: 'multi-select',
      id: 'days',
      label: 'Days',
      options: weekdays.map((label, index) => ({ value: String(index + 1), label })),
      initial: (schedule?.days ?? [1, 2, 3, 4, 5]).map(String),
    },
    {
      type: 'text',
      id: 'time',
      label: 'Time',
      hint: 'As in 09:00 or 9:30 am.',
      maxLength: 10,
      initial: schedule?.at.slice(0, 5) ?? '09:00',
    },
    {
      type: 'text',
      id: 'zone',
      label: 'Time zone',
      hint: 'A city or a zone, as in Berlin or Europe/Berlin.',
      maxLength: 60,
      initial: zone,
    },
    {
      type: 'multi-select',
      id: 'tracks',
      label: 'Tracks',
      hint: 'None means all.',
      optional: true,
      options: tracks,
      initial: schedule?.tracks ?? [],
    },
    {
      type: 'multi-select',
      id: 'levels',
      label: 'Levels',
      hint: 'None means all.',
      optional: true,
      options: levels.map((level) => ({ value: level, label: level })),
      initial: schedule?.levels ?? [],
    },
    {
      type: 'select',
      id: 'reveal',
      label: 'Sample answer follows after',
      options: [...new Set([...reveals, reveal])].map((minutes) => ({
        value: String(minutes),
        label: sayMinutes(minutes),
      })),
      initial: String(reveal),
    },
    {
      type: 'select',
      id: 'leaderboard',
      label: 'Leaderboard',
      options: [
        { value: '0', label: 'off' },
        ...weekdays.map((label, index) => ({ value: String(index + 1), label })),
      ],
      initial: String(schedule ? (schedule.leaderboard_day ?? 0) : 5),
    },
    {
      type: 'select',
      id: 'adaptive',
      label: 'Weak spots',
      hint: 'Questions about what the channel missed most.',
      options: [
        { value: 'off', label: 'off' },
        { value: 'on', label: 'choose at most every second question' },
      ],
      initial: schedule?.is_adaptive ? 'on' : 'off',
    },
  ];
  if (hasRoles) fields.push(pingField(schedule));
  return { name: 'setup', subject: channel, title: 'Set up questions', fields, submitLabel: 'Start' };
}

function pingField(schedule: Schedule | undefined): Field {
  const role = schedule?.ping_role;
  return {
    type: 'role',
    id: 'ping',
    label: 'Role to ping',
    hint: 'Its members are notified of each question.',
    optional: true,
    ...(role ? { initial: role } : {}),
  };
}
