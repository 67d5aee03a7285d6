import { Team } from '../slack/team.ts';
import { type EmulatedMessage, type SlackEmulator, startSlackEmulator } from '../support/slack/emulator.ts';
import { startFaultProxy } from '../support/slack/fault-proxy.ts';
import * as signed from '../support/slack/signed.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';
import { stateOf, text as textInput } from '../support/slack/view-state.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import { type Chat, guests, type OpenChat, type Person, people } from './chat.ts';
import { Chance } from './settings.ts';
import { buttonsOf, openedForm, slackAlone } from './slack-alone.ts';

const names = { '👍': '+1', '✅': 'white_check_mark' } as const;

/** Slack, which sends an event again until it is acknowledged, and now and then once more. */
export const slackChat: OpenChat = async (port) => {
  const slack = await startSlackEmulator('acme');
  const proxy = await startFaultProxy(slack.url, strictSlack(slack.store, slack.botUser));
  const team = await Team.open(String(await teamOf(slack.url, slack.token)), slack);
  team.url = `http://127.0.0.1:${port}/slack/events`;
  const variables = {
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: signed.signingSecret,
    SLACK_API_URL: proxy.apiUrl,
  };
  const close = async () => {
    await proxy.close();
    await team.close();
  };
  return { ...slackPeople(slack, team), variables, close };
};

/** The people of one workspace. */
export function slackPeople(slack: SlackEmulator, team: Team): Chat {
  const { channel_id: channel } = slack.channel('practice');
  bringIn(slack, team);
  const chance = new Chance(`slack ${team.id}`);
  const { messages } = slack.store;
  const find = (ts: string) => messages.all().find((message) => message.ts === ts) as Stored | undefined;
  const byBot = () =>
    messages.all().filter(({ user, channel_id }) => user === slack.botUser && channel_id === channel);
  let written = 0;
  let latest = 0;

  async function once(body: signed.Payload, retry: number): Promise<boolean> {
    try {
      const answer = await signed.send(team.url, body, retry > 0 ? { retry } : {});
      // What wasn't taken comes back with errors.
      return answer.ok && !(await answer.text()).includes('response_action');
    } catch {
      return false;
    }
  }

  async function deliver(body: signed.Payload): Promise<void> {
    for (let retry = 0; !(await once(body, retry)); retry += 1) await chance.moment(200);
    if (chance.next() < 0.1) await once(body, 1);
  }

  /** Slack's time of an event, of which none is like another. */
  function now(): string {
    latest = Math.max(latest + 1, Date.now());
    return (latest / 1000).toFixed(6);
  }

  const event = (what: object) => deliver(signed.event(team.id, { event_ts: now(), ...what }));

  async function write(person: Person, thread: string, text: string): Promise<string> {
    const { id: _its, ...root } = find(thread) ?? { id: 0 };
    written += 1;
    const ts = `${Math.floor(Date.now() / 1000)}.${String(500_000 + written)}`;
    const own = { text, ts, thread_ts: thread, user: team.user(person) };
    messages.insert({
      ...root,
      blocks: undefined,
      metadata: undefined,
      bot_id: undefined,
      ...own,
    } as unknown as EmulatedMessage);
    await event(team.written(person, thread, text, ts));
    return ts;
  }

  return {
    channel,
    id: (person) => team.user(person),
    threads: () => byBot().flatMap((one) => (one.thread_ts || isBoard(visibleText(one)) ? [] : [one.ts])),
    async ask(person) {
      // A command is sent once; who sees it fail asks again.
      return (await team.command(person, 'question backend').catch(() => undefined))?.ok ?? false;
    },
    write,
    comment: (mentor, thread, { author }, text) => write(mentor, thread, `<@${team.user(author)}> ${text}`),
    async edit(person, ts, text) {
      const { id, thread_ts = '' } = find(ts) ?? { id: 0 };
      const edited = { user: team.user(person), ts: now() };
      messages.update(id, { text, edited });
      const message = { ...team.written(person, thread_ts, text, ts), edited };
      await event({ type: 'message', subtype: 'message_changed', channel, message });
    },
    async remove(person, ts) {
      const { id, thread_ts = '' } = find(ts) ?? { id: 0 };
      messages.delete(id);
      const previous_message = team.written(person, thread_ts, '', ts);
      await event({ type: 'message', subtype: 'message_deleted', channel, deleted_ts: ts, previous_message });
    },
    async react(person, ts, emoji, isOn) {
      const [user, reaction] = [team.user(person), names[emoji]];
      const message = find(ts);
      // What a thread says of it when it is read: the same as the event.
      if (message)
        messages.update(message.id, {
          reactions: withReaction(message.reactions ?? [], reaction, user, isOn),
        });
      const type = isOn ? 'reaction_added' : 'reaction_removed';
      await event({ type, user, reaction, item: { type: 'message', channel, ts } });
    },
    async review(mentor, feedback, comment) {
      const [message, views] = [find(feedback), team.views().length];
      await team.press(mentor, message, 'Review').catch(() => undefined);
      const view = await openedForm(team, views, 'review', answerOf(message));
      if (!view) return undefined;
      const values = stateOf({ comment: textInput(comment) });
      // The form stays open until it is taken.
      await deliver(
        signed.interaction({
          type: 'view_submission',
          team: { id: team.id },
          user: { id: team.user(mentor), team_id: team.id },
          view: { ...view, ...values },
        }),
      );
      return 'said';
    },
    alone: slackAlone(team, deliver),
    said: () =>
      byBot().map((message) => ({
        id: message.ts,
        thread: message.thread_ts,
        words: visibleText(message),
      })),
  };
}

/** Not a question: a podium, or the week's leaderboard. */
const isBoard = (words: string) => /Podium|Leaderboard/.test(words);

type Stored = EmulatedMessage & { readonly id: number };

type Reactions = NonNullable<EmulatedMessage['reactions']>;

function withReaction(before: Reactions, name: string, user: string, isOn: boolean): Reactions {
  const users = (before.find((one) => one.name === name)?.users ?? []).filter((one) => one !== user);
  if (isOn) users.push(user);
  const others = before.filter((one) => one.name !== name);
  return users.length === 0 ? others : [...others, { name, users, count: users.length }];
}

/** The answer that a feedback message's button names. */
function answerOf(message: EmulatedMessage | undefined): string | undefined {
  return buttonsOf(message ?? {}).find(({ text }) => text.text === 'Review')?.value;
}

/** The emulator knows maya and leo; the others come into #practice, too. */
function bringIn({ store, channel, member }: SlackEmulator, team: Team): void {
  const known = store.users.all().find(({ user_id }) => user_id === member('leo'));
  const { id: _its, ...leo } = { id: 0, ...known };
  const others = [...people, ...guests].map((name) => ({ ...leo, name, user_id: team.user(name) }));
  const strangers = others.filter(({ name }) => name !== 'maya' && name !== 'leo');
  for (const one of strangers) store.users.insert({ ...one, is_admin: one.name === 'sam' });
  const { id, members } = channel('practice');
  store.channels.update(id, { members: [...members, ...strangers.map(({ user_id }) => user_id)] });
}

async function teamOf(url: string, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/auth.test`, { method: 'POST', headers });
  return ((await answer.json()) as { team_id: unknown }).team_id;
}
