/** /interview help [command] */
import type { Block, Card } from '../chat/card.ts';
import { oneOf } from './arguments.ts';
import { type Command, command, usage } from './command.ts';

const sections = [
  { who: 'anyone', title: 'For everyone' },
  { who: 'mentor', title: 'For mentors' },
  { who: 'admin', title: 'For admins' },
] as const;

/** Every command with its help line, or one with its arguments and examples. */
export function helpCommand(table: () => readonly Command[]): Command {
  const names = () => table().map(({ name }) => name.replace(' ', '-'));
  return command<object, { about: string }>({
    name: 'help',
    who: 'anyone',
    help: 'This list, or more on one command',
    examples: ['help question'],
    optional: { about: oneOf('command', 'a command’s name', names) },
    async run(_services, _actor, { about }) {
      const found = table().find(({ name }) => name.replace(' ', '-') === about);
      return { type: 'private', card: found ? oneCard(found) : listCard(table()) };
    },
  });
}

function listCard(table: readonly Command[]): Card {
  const blocks = sections.flatMap(({ who, title }): Block[] => [
    { type: 'text', text: [{ bold: title }] },
    {
      type: 'list',
      items: table
        .filter((one) => one.who === who)
        .map((one) => [{ code: `/interview ${usage(one)}` }, ` ${one.help}`]),
    },
  ]);
  return {
    summary: 'What Whetstone can do',
    blocks: [
      { type: 'header', text: 'Whetstone: interview practice' },
      {
        type: 'text',
        text: 'Answer a question by replying in its thread. A coach reads it, the others vote with ⬆️, 👍 or ⭐, mentors review it.',
      },
      ...blocks,
    ],
  };
}

function oneCard(one: Command): Card {
  const given = Object.values({ ...one.required, ...one.optional });
  const blocks: Block[] = [
    { type: 'header', text: `/interview ${one.name}` },
    { type: 'text', text: one.help },
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
