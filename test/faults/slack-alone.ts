import { vi } from 'vitest';
import type { Team } from '../slack/team.ts';
import type { EmulatedMessage } from '../support/slack/emulator.ts';
import * as signed from '../support/slack/signed.ts';
import { checkbox, stateOf, text as textInput } from '../support/slack/view-state.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Alone, Shown } from './alone.ts';
import type { Person } from './chat.ts';

type Message = Partial<Pick<EmulatedMessage, 'ts' | 'blocks'>>;

interface Shared {
  readonly files?: readonly { readonly content_base64?: string }[];
}

interface Button {
  readonly action_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}

/** Longer than this nobody waits for what may never come. */
const patienceMs = 4000;

/** Commands, buttons and forms of people alone with the bot on Slack. `deliver` sends what stays until it is taken. */
export function slackAlone(team: Team, deliver: (body: signed.Payload) => Promise<void>): Alone {
  let asked = 0;

  /** What comes to a `response_url` of its own. */
  async function answerTo(ask: (responses: string) => Promise<Response>): Promise<Shown | undefined> {
    asked += 1;
    const path = `/${asked}`;
    const isTaken = await ask(new URL(path, team.responses).href).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isTaken) return undefined;
    const find = () => team.answered.find((one) => one.path === path);
    const answered = await vi.waitUntil(find, { timeout: patienceMs }).catch(() => undefined);
    return answered && shownBy(answered as unknown as Message);
  }

  async function type(person: Person, text: string, response_url: string): Promise<Response> {
    const trigger_id = await team.trigger(person);
    const user_id = team.user(person);
    const where = { team_id: team.id, channel_id: team.channel, channel_name: 'practice' };
    return team.deliver(signed.command({ ...where, user_id, text, trigger_id, response_url }));
  }

  /** The form stays open until it is taken. */
  const send = (person: Person, view: object, values: Record<string, object>) =>
    deliver(
      signed.interaction({
        type: 'view_submission',
        team: { id: team.id },
        user: { id: team.user(person), team_id: team.id },
        view: { ...view, ...stateOf(values) },
      }),
    );

  function messagesTo(person: Person) {
    const { channels, messages } = team.slack.store;
    const own = channels.all().filter(({ is_im, members }) => is_im && members.includes(team.user(person)));
    const ids = own.map(({ channel_id }) => channel_id);
    return messages.all().filter(({ channel_id }) => ids.includes(channel_id));
  }

  const press = (person: Person, { message }: Shown, label: string, response_url: string) => {
    const { ts = '' } = message as Message;
    const container = { type: 'message', message_ts: ts, channel_id: team.channel };
    const actions = [buttonOf(message as Message, label)];
    return team.interact(person, {
      type: 'block_actions',
      message: { ts },
      container,
      actions,
      response_url,
    });
  };

  return {
    command: (person, name, { member, until, ...options }) =>
      answerTo((responses) => {
        const named = [member && `<@${team.user(member)}>`, until && `until ${until}`];
        const text = [name, ...named, ...Object.values(options)].filter(Boolean).join(' ');
        return type(person, text, responses);
      }),
    press: (person, shown, label) => answerTo((responses) => press(person, shown, label, responses)),
    async fill(person, shown, label, field, text) {
      const { action_id, value } = buttonOf(shown.message as Message, label);
      const before = team.views().length;
      const pressed = await press(person, shown, label, team.responses).catch(() => undefined);
      if (!pressed?.ok) return undefined;
      const form = action_id === 'answer-privately' ? 'private-answer' : action_id;
      const view = await openedForm(team, before, form, value);
      if (!view) return undefined;
      await send(person, view, { [field]: textInput(text) });
      return 'said';
    },
    async forget(person, keepsReviews) {
      const before = team.views().length;
      const typed = await type(person, 'data forget', team.responses).catch(() => undefined);
      const view = typed?.ok && (await openedForm(team, before, 'forget-me', ''));
      if (!view) return false;
      await send(person, view, { confirmed: checkbox(true), keep: checkbox(keepsReviews) });
      return true;
    },
    files: async (person) =>
      (messagesTo(person) as readonly Shared[])
        .flatMap(({ files = [] }) => files)
        .map(({ content_base64 = '' }) => Buffer.from(content_base64, 'base64')),
    told: (person) => messagesTo(person).map(shownBy),
  };
}

/** The form about this; others may open at the same time. */
export async function openedForm(team: Team, before: number, form: string, subject: string | undefined) {
  const isIt = ({ private_metadata = '{}' }) => {
    const metadata = JSON.parse(private_metadata);
    return metadata.form === form && metadata.subject === subject;
  };
  const find = () => team.views().slice(before).find(isIt);
  return vi.waitUntil(find, { timeout: patienceMs }).catch(() => undefined);
}

export function buttonsOf({ blocks = [] }: Message): Button[] {
  return (blocks as { type: string; elements?: Button[] }[]).flatMap(({ type, elements }) =>
    type === 'actions' ? (elements ?? []) : [],
  );
}

function buttonOf(message: Message, label: string): Button {
  const button = buttonsOf(message).find(({ text }) => text.text === label);
  if (!button) throw new Error(`no “${label}” in: ${visibleText(message)}`);
  return button;
}

function shownBy(message: Message): Shown {
  const buttons = buttonsOf(message).map(({ text }) => text.text);
  return { words: visibleText(message), buttons, message };
}
