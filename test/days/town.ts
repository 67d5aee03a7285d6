import { Team as DiscordTeam, said } from '../discord/team.ts';
import type { Chat, Person } from '../faults/chat.ts';
import { discordPeople } from '../faults/discord-chat.ts';
import { slackPeople } from '../faults/slack-chat.ts';
import { installTeam } from '../slack/install-team.ts';
import { Team as SlackTeam } from '../slack/team.ts';
import type { TestDatabase } from '../support/database.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import { allOf, type SlackEmulator, startSlackEmulator } from '../support/slack/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import { startRouter } from '../support/slack/router.ts';
import * as signed from '../support/slack/signed.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';

/** A team on a platform, and the commands that its admin types. */
export interface House {
  readonly name: string;
  /** The platform's id. */
  readonly id: string;
  readonly chat: Chat;
  /** Returns the words of the answer. */
  schedule(days: string, zone: string): Promise<string>;
  keepOneMonth(): Promise<string>;
  nameMentor(person: Person): Promise<string>;
  exportData(person: Person): Promise<unknown>;
  /** Fills in the form and confirms. */
  forget(person: Person): Promise<void>;
}

/** Slack and Discord, each with as many teams as asked for. */
export interface Town {
  readonly houses: readonly House[];
  readonly slack: FaultProxy;
  readonly discord: DiscordServer;
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openTown(database: TestDatabase, each: number, port: number): Promise<Town> {
  const discord = await startDiscordServer();
  const names = Array.from({ length: each }, (_, index) => `team${index + 1}`);
  const emulators: SlackEmulator[] = [];
  // One after the other: each takes hold of its store while it starts.
  for (const name of names) emulators.push(await startSlackEmulator(name));
  const router = await startRouter(emulators);
  const slack = await startFaultProxy(
    new URL(router.apiUrl).origin,
    strictSlack(allOf(emulators), 'U0WHETSTON'),
  );
  const teams = await Promise.all(
    emulators.map((emulator, index) => SlackTeam.open(`T${names[index]}`, emulator)),
  );
  const key = Buffer.alloc(32, 1);
  for (const team of teams) {
    team.url = `http://127.0.0.1:${port}/slack/events`;
    await installTeam(database.db, key, team);
  }
  return {
    houses: [
      ...teams.map(slackHouse),
      ...names.map((name) => discordHouse(discord, new DiscordTeam(discord, name))),
    ],
    slack,
    discord,
    variables: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_SIGNING_SECRET: signed.signingSecret,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'secret',
      SLACK_STATE_SECRET: 'state',
      SLACK_API_URL: slack.apiUrl,
      ENCRYPTION_KEY: key.toString('base64'),
    },
    async close() {
      await slack.close();
      router.close();
      for (const team of teams) await team.close();
      await discord.close();
    },
  };
}

function slackHouse(team: SlackTeam): House {
  const ticked = { type: 'checkboxes', selected_options: [{ value: 'true' }] };
  return {
    name: `slack ${team.id}`,
    id: team.id,
    chat: slackPeople(team.slack, team),
    schedule: (days, zone) =>
      team.ask('sam', `schedule set ${days} 09:00 ${zone} backend reveal 6h leaderboard mon`),
    keepOneMonth: () => team.ask('sam', 'settings set keep 1 month'),
    nameMentor: (person) => team.ask('sam', `mentor add <@${team.user(person)}>`),
    exportData: (person) => team.ask(person, 'data export'),
    async forget(person) {
      const submit = await team.form(person, () => team.command(person, 'data forget'));
      await submit({ keep: ticked, confirmed: ticked });
    },
  };
}

function discordHouse(discord: DiscordServer, team: DiscordTeam): House {
  return {
    name: `discord ${team.guild.id}`,
    id: team.guild.id,
    chat: discordPeople(discord, team),
    schedule: (days, zone) =>
      team.ask('sam', ['schedule', 'set'], {
        days,
        zone,
        at: '09:00',
        tracks: 'backend',
        reveal: '6h',
        leaderboard: 'monday',
      }),
    keepOneMonth: () => team.ask('sam', ['settings', 'set'], { keep: '1 month' }),
    nameMentor: (person) => team.ask('sam', ['mentor', 'add'], { member: team.id(person) }),
    exportData: (person) => team.ask(person, ['data', 'export']),
    async forget(person) {
      const opening = await team.command(person, ['data', 'forget']);
      const [, field = ''] = /"custom_id":"(confirmed[^"]*)"/.exec(JSON.stringify(opening.modal)) ?? [];
      await said(await opening.submit({ [field]: true }));
    },
  };
}
