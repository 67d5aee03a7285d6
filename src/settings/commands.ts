/** /interview settings [zone Europe/Berlin] [feedback private] [grace 6h] [reveal 8h] [holidays 2026-12-25] [country Germany] [budget 500k] [calls 20] */
import { UserError } from '../base/errors.ts';
import * as read from '../commands/arguments.ts';
import { command, twinOf } from '../commands/command.ts';
import { country, countryName } from '../commands/country.ts';
import * as dates from '../commands/dates.ts';
import { emojiList } from '../commands/emoji-list.ts';
import * as times from '../commands/times.ts';
import { regionsOf } from '../holidays/public-holidays.ts';
import { changeSettings, type Settings, settingsOf } from '../workspaces/settings.ts';
import { settingsCard } from './settings-card.ts';

interface SettingWords {
  readonly timeZone: string;
  readonly feedback: Settings['feedback'];
  readonly graceMinutes: number;
  readonly revealAfterMinutes: number;
  readonly voteEmoji: string[];
  readonly holidays: string[];
  readonly country: string | null;
  readonly coachTokensPerDay: number;
  readonly coachCallsPerMember: number;
  readonly keepMonths: number | null;
}

const settingsSet = command<object, SettingWords>({
  name: 'settings set',
  who: 'admin',
  help: 'Change this workspace’s settings',
  examples: ['settings set zone Europe/Berlin', 'settings set feedback private', 'settings set votes 👍,⭐'],
  optional: {
    timeZone: read.named('zone Europe/Berlin', times.zone, 'used for days, weeks and streaks'),
    feedback: read.named(
      'feedback private',
      read.oneOf('thread or private', 'in the thread, or only to the author', ['thread', 'private']),
      'who sees the coach’s feedback',
    ),
    graceMinutes: read.named('grace 6h', times.duration, 'how late a scheduled question may still be posted'),
    revealAfterMinutes: read.named(
      'reveal 8h',
      times.duration,
      'when the sample answer is posted for questions that somebody asked for',
    ),
    voteEmoji: read.named('votes 👍,⭐', emojiList, 'the reactions that count as votes'),
    holidays: read.named(
      'holidays 2026-12-25,2026-12-26',
      dates.days,
      'days without a scheduled question, which don’t break streaks',
    ),
    country: read.named(
      'country Germany',
      country,
      'whose public holidays are such days, too; a region as in DE-BY',
    ),
    coachTokensPerDay: read.named('budget 500k', read.amount, 'tokens a day for the AI coach'),
    coachCallsPerMember: read.named('calls 20', read.amount, 'AI coach calls per member a day'),
    keepMonths: read.named('keep 12 months', times.months, 'older answers are erased; or forever'),
  },
  async run(services, actor, given) {
    if (given.country) await requireHolidays(given.country);
    const changed = await changeSettings(services, actor, given);
    return { type: 'private', card: await settingsCard(services, actor, changed) };
  },
});

/** @throws UserError when no holidays of a country or region are known. */
async function requireHolidays(place: string): Promise<void> {
  const [code = ''] = place.split('-');
  const regions = await regionsOf(code);
  const name = countryName(code);
  if (!regions)
    throw new UserError(
      `Whetstone doesn’t know the holidays of ${name}. Name the days instead: \`/interview settings set holidays 2027-01-01,2027-05-01\`.`,
    );
  if (place === code || regions.has(place)) return;
  throw new UserError(
    regions.size > 0
      ? `${name} has no region ${place}. It has ${[...regions].map(([region, called]) => `${region} (${called})`).join(', ')}.`
      : `Whetstone knows no regions of ${name}. Use \`/interview settings set country ${code}\`.`,
  );
}

const settings = command({
  name: 'settings',
  who: 'anyone',
  help: 'This workspace’s settings',
  async run(services, actor) {
    const current = await settingsOf(services.db, actor.workspace);
    return { type: 'private', card: await settingsCard(services, actor, current) };
  },
});

export const settingsCommands = [settings, twinOf(settings, 'settings show'), settingsSet];
