import { vi } from 'vitest';
import type { Team } from '../discord/team.ts';
import type { SeenMessage } from '../support/discord/message-view.ts';
import type { Outcome } from '../support/discord/outcome.ts';
import type { DiscordServer } from '../support/discord/server.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import type { Alone, Shown } from './alone.ts';
import type { Person } from './chat.ts';

/** Commands, buttons and forms of people alone with the bot on Discord. */
export function discordAlone(discord: DiscordServer, team: Team): Alone {
  const told = (person: Person) => team.spoken(discord.directMessages(team.id(person)));

  return {
    // At first there are no commands yet.
    command: async (person, name, { member, ...options }) =>
      seenIn(
        await team
          .command(person, pathOf(name), {
            ...options,
            ...(member && { member: team.id(member) }),
          })
          .catch(() => undefined),
      ),
    press: async (person, { message }, label) =>
      seenIn(await team.person(person).press(message as SeenMessage, label)),
    async fill(person, { message }, label, name, text) {
      const opening = await team.person(person).press(message as SeenMessage, label);
      if (!opening.modal) return undefined;
      const field = fieldOf(opening.modal, name);
      // Discord's client keeps a form open that nobody took.
      let sent = await opening.submit({ [field]: text });
      while (sent.kind === 'none') sent = await opening.submit({ [field]: text });
      const { words = text } = (await seenIn(sent)) ?? {};
      // What can't be stored is given back.
      return words.includes(text) || words.includes('went wrong') ? 'unsure' : 'said';
    },
    async forget(person, keepsReviews) {
      const opening = await team.command(person, pathOf('data forget')).catch(() => undefined);
      if (!opening?.modal) return false;
      const [confirmed, keep] = [fieldOf(opening.modal, 'confirmed'), fieldOf(opening.modal, 'keep')];
      const values = { [confirmed]: true, [keep]: keepsReviews };
      let sent = await opening.submit(values);
      while (sent.kind === 'none') sent = await opening.submit(values);
      return ((await seenIn(sent))?.words ?? '').includes('will be gone');
    },
    files: (person) => {
      const urls = told(person).flatMap(({ attachments }) => attachments.map(({ url }) => url));
      return Promise.all(urls.map(async (url) => (await fetch(url)).bytes()));
    },
    told: (person) => told(person).map(shownBy),
  };
}

/** As Discord has the command: some first words are groups there, and no commands themselves. */
function pathOf(name: string): readonly string[] {
  const [group = '', part = 'start'] = name.split(' ');
  return ['mock', 'data'].includes(group) ? [group, part] : [name.replace(' ', '-')];
}

/** The id of a form’s field, by its name. */
function fieldOf(modal: unknown, name: string): string {
  const [, field] = new RegExp(`"custom_id":"(${name}:[^"]*)"`).exec(JSON.stringify(modal)) ?? [];
  if (field === undefined) throw new Error(`another form opened: ${JSON.stringify(modal)}`);
  return field;
}

async function seenIn(outcome: Outcome | undefined): Promise<Shown | undefined> {
  if (!outcome || outcome.kind === 'none') return undefined;
  const message = await vi.waitUntil(() => outcome.message, { timeout: 4000 }).catch(() => undefined);
  return message && shownBy(message);
}

function shownBy(message: SeenMessage): Shown {
  const labels = JSON.stringify(message.components ?? []).matchAll(/"label":"([^"]*)"/g);
  return { words: visibleText(message), buttons: [...labels].map(([, label = '']) => label), message };
}
