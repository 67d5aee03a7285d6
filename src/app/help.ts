/** /interview help [command] */
import type { Block, Card, Text } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { oneOf } from '../commands/arguments.ts';
import { type Command, command, usage } from '../commands/command.ts';
import { isCurator } from '../curation/curators.ts';
import { nextLine } from '../schedules/schedule-cards.ts';
import { scheduleOf } from '../schedules/schedules.ts';
import { upcomingSlots } from '../schedules/upcoming.ts';
import type { Services } from '../services/services.ts';
import { howFreezesAreEarned } from '../streaks/say-streak.ts';
import { isMentor } from '../workspaces/workspaces.ts';
import { aboutLinks } from './about-links.ts';
import { inlinesOf } from './explain.ts';

const sections = [
  { who: 'anyone', title: 'For everyone' },
  { who: 'mentor', title: 'For mentors' },
  { who: 'curator', title: 'For mentors and admins' },
  { who: 'admin', title: 'For admins' },
] as const;

/** Every command with its help line, or one with its arguments and examples. */
export function helpCommand(table: () => readonly Command[]): Command {
  const names = () => table().map(({ name }) => name.replace(' ', '-'));
  return command<object, { about: string }>({
    name: 'help',
    who: 'anyone',
    help: 'This list, or details on one command',
    examples: ['help question'],
    optional: { about: oneOf('command', 'a command’s name', names) },
    async run(services, actor, { about }) {
      const found = table().find(({ name }) => name.replace(' ', '-') === about);
      if (found) return { type: 'private', card: oneCard(found) };
      const may = {
        anyone: true,
        mentor: await isMentor(services.db, actor),
        curator: await isCurator(services.db, actor),
        admin: actor.roles?.includes('admin'),
      };
      const own = table().filter(({ who }) => may[who]);
      const card = listCard(own, await channelLine(services, actor));
      return { type: 'private', card: { ...card, blocks: [...card.blocks, ...aboutLinks(services)] } };
    },
  });
}

function listCard(table: readonly Command[], here: Text): Card {
  const shown = sections.filter((section) => table.some(({ who }) => who === section.who));
  const blocks = shown.flatMap(({ who, title }): Block[] => [
    { type: 'text', text: [{ bold: title }] },
    {
      type: 'list',
      items: table
        .filter((one) => one.who === who)
        .map((one) => [{ code: `/interview ${usage(one)}` }, ' ', ...inlinesOf(one.help)]),
    },
  ]);
  return {
    summary: 'What Whetstone can do',
    blocks: [
      { type: 'header', text: 'Whetstone: interview practice' },
      {
        type: 'text',
        text: `Answer a question by replying in its thread. A coach gives you feedback, others vote with ⬆️, 👍 or ⭐, and mentors review. ${howFreezesAreEarned}`,
      },
      { type: 'text', text: here },
      ...blocks,
    ],
  };
}

/** What this channel gets, and what can be done about it. */
async function channelLine({ db, now }: Services, actor: Actor): Promise<Text> {
  const schedule = await scheduleOf(db, actor.workspace, actor.channel);
  if (schedule) return nextLine(schedule, (await upcomingSlots(db, schedule, now(), 1))[0]);
  return [
    'This channel has no schedule. Admins can set one with ',
    { code: '/interview setup' },
    '; anyone may ask with ',
    { code: '/interview question' },
    '.',
  ];
}

function oneCard(one: Command): Card {
  const given = Object.values({ ...one.required, ...one.optional });
  const blocks: Block[] = [
    { type: 'header', text: `/interview ${one.name}` },
    { type: 'text', text: inlinesOf(one.help) },
    { type: 'text', text: [{ code: `/interview ${usage(one)}` }] },
  ];
  if (given.length > 0) {
    const items = given.map(({ placeholder, help }) => [{ bold: placeholder }, `: ${help}`]);
    blocks.push({ type: 'list', items });
  }
  if (one.examples.length > 0) {
    const items = one.examples.map((example) => [{ code: `/interview ${example}` }]);
    blocks.push({ type: 'text', text: [{ bold: 'For example' }] }, { type: 'list', items });
  }
  return { summary: `/interview ${usage(one)}: ${one.help}`, blocks };
}
