/** /interview setup */

import { findTimeZone, timeZones } from '../base/time-zones.ts';
import type { Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { nearest } from '../commands/arguments.ts';
import { readTime } from '../commands/times.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Level, levels } from '../domain/question.ts';
import { tracksOf } from '../questions/bank.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { changeSettings, settingsOf } from '../workspaces/settings.ts';
import { rememberActor, requireAdmin } from '../workspaces/workspaces.ts';
import { joinedCard } from './joined-card.ts';
import { previewBlocks } from './schedule-cards.ts';
import { type Schedule, type ScheduleChange, saveSchedule, scheduleOf } from './schedules.ts';
import { setupForm } from './setup-form.ts';

/** The form in which an admin sets up a channel's schedule, filled in with what it is now. */
export async function openSetup(services: Services, actor: Actor): Promise<Reply> {
  requireAdmin(actor, 'setup');
  const { db } = services;
  const [schedule, settings, tracks, { hasRoles }] = await Promise.all([
    scheduleOf(db, actor.workspace, actor.channel),
    settingsOf(db, actor.workspace),
    tracksOf(db, actor.workspace),
    platformOf(services, actor.workspace),
  ]);
  const zone =
    schedule?.time_zone ?? (settings.timeZone === 'UTC' ? actor.timeZone : settings.timeZone) ?? 'UTC';
  const trackOptions = tracks.map(({ id, title }) => ({ value: id, label: title }));
  return { type: 'form', form: setupForm(actor.channel, schedule, zone, trackOptions, hasRoles) };
}

/** The form names the channel, which need not be the one where it was opened. */
export async function submitSetup(
  services: Services,
  actor: Actor,
  _subject: string,
  values: FormValues,
): Promise<Reply> {
  if (!values.channel || values.channel === actor.channel) return setUp(services, actor, values);
  const { channelName: _elsewhere, ...rest } = actor;
  const there = { ...rest, channel: values.channel };
  await rememberActor(services.db, there);
  return setUp(services, there, values);
}

/** Saves the schedule and shows its next ten slots, and what is still to be done in the channel. */
async function setUp(services: Services, actor: Actor, values: FormValues): Promise<Reply> {
  requireAdmin(actor, 'setup');
  const { errors, change } = readSetup(values);
  if (Object.keys(errors).length > 0) return { type: 'invalid', errors };
  const { db } = services;
  const { timeZone } = await settingsOf(db, actor.workspace);
  const key = {
    workspace: actor.workspace,
    channel: actor.channel,
    timeZone: change.time_zone ?? timeZone,
    by: actor.member,
  };
  const schedule = await inTransaction(services, (tx, queue) =>
    saveSchedule(tx, queue, key, change, services.now()),
  );
  if (timeZone === 'UTC' && change.time_zone)
    await changeSettings(services, actor, { timeZone: change.time_zone });
  return { type: 'private', card: await doneCard(services, schedule) };
}

function readSetup(values: FormValues): { errors: Record<string, string>; change: ScheduleChange } {
  const errors: Record<string, string> = {};
  const list = (id: string) => (values[id] ?? '').split(',').filter(Boolean);
  const at = readTime(values.time ?? '');
  if (!at) errors.time = 'Enter a time such as 09:00, 9:30 am or noon.';
  const zone = findTimeZone(values.zone ?? '');
  if (!zone) {
    const guess = nearest(values.zone ?? '', timeZones);
    errors.zone = `${guess ? `There’s no such time zone. Did you mean ${guess}?` : 'There’s no such time zone. Enter a large city near you, or a zone such as Europe/Berlin.'}`;
  }
  const days = list('days')
    .map(Number)
    .filter((day) => day >= 1 && day <= 7);
  if (days.length === 0) errors.days = 'Choose at least one day.';
  const leaderboard = Number(values.leaderboard ?? 0);
  return {
    errors,
    change: {
      days: [...new Set(days)].sort(),
      ...(at && { at }),
      ...(zone && { time_zone: zone }),
      tracks: list('tracks'),
      levels: list('levels').filter((level): level is Level => (levels as readonly string[]).includes(level)),
      reveal_after_minutes: Math.max(1, Number(values.reveal) || 480),
      leaderboard_day: leaderboard >= 1 && leaderboard <= 7 ? leaderboard : null,
      ...(values.adaptive && { is_adaptive: values.adaptive === 'on' }),
      ping_role: values.ping || null,
    },
  };
}

async function doneCard(services: Services, schedule: Schedule): Promise<Card> {
  const { db, now } = services;
  const card = await joinedCard(services, schedule, 'Set up');
  return { ...card, blocks: [...card.blocks, ...(await previewBlocks(db, schedule, now()))] };
}
