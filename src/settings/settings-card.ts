import { minutesLater, sayMinutes } from '../base/time.ts';
import type { Card } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { countryName } from '../commands/country.ts';
import { asksModel } from '../domain/coach.ts';
import { usedToday } from '../feedback/coach-calls.ts';
import { ratingsSince } from '../feedback/rate-feedback.ts';
import { regionsOf } from '../holidays/public-holidays.ts';
import type { Services } from '../services/services.ts';
import type { Settings } from '../workspaces/settings.ts';

/** A workspace's settings; its admins see besides what the AI coach took today. */
export async function settingsCard(services: Services, actor: Actor, settings: Settings): Promise<Card> {
  const fields = [
    { label: 'Time zone', value: settings.timeZone },
    { label: 'Feedback', value: settings.feedback === 'thread' ? 'in the thread' : 'only to the author' },
    { label: 'Votes', value: settings.voteEmoji.map(shownEmoji).join(' ') },
    { label: 'Grace for late questions', value: sayMinutes(settings.graceMinutes) },
    {
      label: 'Sample answer',
      value: `${sayMinutes(settings.revealAfterMinutes)} after a question that somebody asked for`,
    },
    {
      label: 'Answers are kept',
      value:
        settings.keepMonths === null
          ? 'for ever'
          : `${settings.keepMonths} ${settings.keepMonths === 1 ? 'month' : 'months'}`,
    },
    { label: 'Holidays', value: await sayHolidays(settings) },
    ...(asksModel(services.coach) ? await coachFields(services, actor, settings) : []),
  ];
  return {
    summary: 'Settings',
    blocks: [
      { type: 'header', text: 'Settings' },
      { type: 'fields', fields },
      {
        type: 'context',
        text: ['Admins change them with ', { code: '/interview settings set zone Europe/Berlin' }],
      },
    ],
  };
}

async function sayHolidays({ country, holidays }: Settings): Promise<string> {
  const said = [...(country === null ? [] : [`public holidays of ${await sayPlace(country)}`]), ...holidays];
  return said.join(', ') || 'none';
}

/** As in “Germany (Bayern)”. */
async function sayPlace(place: string): Promise<string> {
  const [code = ''] = place.split('-');
  const region = (await regionsOf(code))?.get(place);
  return region === undefined ? countryName(code) : `${countryName(code)} (${region})`;
}

/** How far back ratings of the AI coach are counted. */
const ratedDays = 90;

const number = new Intl.NumberFormat('en');

async function coachFields({ db, now }: Services, actor: Actor, settings: Settings) {
  const limits = [
    { label: 'AI coach a day', value: `${number.format(settings.coachTokensPerDay)} tokens` },
    { label: 'AI coach a member and day', value: `${number.format(settings.coachCallsPerMember)} calls` },
  ];
  if (!actor.roles?.includes('admin')) return limits;
  const { tokens, calls, costMicroUsd } = await usedToday(db, actor.workspace, now());
  const used = `${number.format(tokens)} of ${number.format(settings.coachTokensPerDay)} tokens`;
  const cost = costMicroUsd === undefined ? '' : `, $${(costMicroUsd / 1_000_000).toFixed(4)}`;
  const value = `${used} in ${calls} ${calls === 1 ? 'call' : 'calls'}${cost}`;
  const since = minutesLater(now(), -ratedDays * 24 * 60);
  const { given, helpful } = await ratingsSince(db, actor.workspace, since);
  const found = given === 0 ? 'nobody has rated it yet' : `${helpful} of ${given} found it helpful`;
  return [
    ...limits,
    { label: 'AI coach today', value },
    { label: `AI feedback in the last ${ratedDays} days`, value: found },
  ];
}

/** A workspace's own emoji has a name instead. */
function shownEmoji(emoji: string): string {
  return /^[\p{L}\p{N}_+'-]+$/u.test(emoji) ? `:${emoji}:` : emoji;
}
