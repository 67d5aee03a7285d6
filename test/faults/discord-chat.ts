import { vi } from 'vitest';
import { said, Team } from '../discord/team.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { type Chat, guests, type OpenChat } from './chat.ts';
import { discordAlone } from './discord-alone.ts';

/** Discord, which tells each session what happens while that lasts, and what stands in a thread when it is asked. */
export const discordChat: OpenChat = async () => {
  const discord = await startDiscordServer({ interactionDeadlineMs: 1500 });
  const variables = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  return { ...discordPeople(discord, new Team(discord, 'Acme')), variables, close: () => discord.close() };
};

/** The people of one server. */
export function discordPeople(discord: DiscordServer, team: Team): Chat {
  const { practice } = team;
  for (const guest of guests) team.join(guest);
  const saidIn = (place: string) =>
    team.spoken(place).map((message) => ({
      id: message.id,
      thread: place === practice.id ? undefined : place,
      words: visibleText(message),
    }));

  return {
    channel: practice.id,
    id: (person) => team.id(person),
    threads: () => team.threads(),
    async ask(person) {
      // At first there are no commands yet.
      const asked = await team.command(person, ['question'], { track: 'backend' }).catch(() => undefined);
      return asked !== undefined && asked.kind !== 'none';
    },
    write: async (person, thread, text) => team.person(person).write(thread, text).id,
    comment: async (mentor, thread, { message }, text) =>
      team.person(mentor).write(thread, text, { replyTo: message }).id,
    edit: async (person, message, text) => void team.person(person).edit(message, text),
    remove: async (person, message) => team.person(person).delete(message),
    async react(person, message, emoji, isOn) {
      if (isOn) team.person(person).react(message, emoji);
      else team.person(person).unreact(message, emoji);
    },
    async review(mentor, feedback, comment) {
      const opening = await team.person(mentor).press(feedback, 'Review');
      if (!opening.modal) return undefined;
      const [, field] = /"custom_id":"(comment:[^"]*)"/.exec(JSON.stringify(opening.modal)) ?? [];
      if (field === undefined) throw new Error(`another form opened: ${JSON.stringify(opening.modal)}`);
      // Discord's client keeps a form open that nobody took.
      let sent = await opening.submit({ [field]: comment });
      while (sent.kind === 'none') sent = await opening.submit({ [field]: comment });
      const words = await vi.waitUntil(() => sent.message && said(sent), { timeout: 2000 }).catch(() => '');
      return String(words).includes('Your review is') ? 'said' : 'unsure';
    },
    alone: discordAlone(discord, team),
    said: () => [practice.id, ...team.threads()].flatMap(saidIn),
  };
}
