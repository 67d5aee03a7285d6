import { afterAll, describe, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import type { ActionName } from '../../src/chat/card.ts';
import type { MessageActionName, Reply } from '../../src/chat/core.ts';
import type { FormName, FormValues } from '../../src/chat/form.ts';
import { replyText } from '../support/harness.ts';
import { type Kind, kinds, openScene, type Scene, suggested } from './scene.ts';

/** Who may do what, for everything that anybody can ask for. What has no row here fails. */

const everybody = ['member', 'author', 'mentor', 'admin', 'left'] as const;
const present = ['member', 'author', 'mentor', 'admin'] as const;
const curators = ['mentor', 'admin'] as const;
const author = ['author'] as const;
const mentor = ['mentor'] as const;
const admin = ['admin'] as const;

type Value = (scene: Scene) => string;
const none: Value = () => '';
type Rows<Name extends string, Row extends readonly unknown[]> = Readonly<
  Partial<Record<Name, Readonly<Row>>>
>;

function rowOf<Row>(row: Row | undefined, name: string): Row {
  if (row === undefined) throw new Error(`nobody has said who may do ${name}`);
  return row;
}

const unknown = '999999';

const actions: Rows<ActionName, [allowed: readonly Kind[], value: Value]> = {
  'ask-question': [present, () => 'backend'],
  'ask-privately': [everybody, none],
  'practise-privately': [present, ({ drop }) => drop],
  'answer-privately': [author, ({ privateDrop }) => privateDrop],
  'show-sample-answer': [author, ({ drop }) => drop],
  vote: [['member', 'mentor', 'admin'], ({ answer }) => answer],
  'show-feedback': [author, ({ answer }) => answer],
  'is-my-answer': [author, ({ asked }) => asked],
  'is-no-answer': [author, ({ asked }) => asked],
  'deny-doubt': [author, ({ answer }) => `${answer}:0`],
  'answer-follow-up': [author, ({ answer }) => answer],
  review: [mentor, ({ answer }) => answer],
  'claim-review': [mentor, ({ answer }) => answer],
  'release-review': [mentor, ({ answer }) => answer],
  'show-reviews': [mentor, none],
  'suggest-question': [everybody, () => 'backend:technical:advanced:a-token'],
  'withdraw-suggestion': [author, ({ suggestion }) => suggestion],
  'show-suggestions': [curators, none],
  'approve-suggestion': [curators, ({ suggestion }) => suggestion],
  'decline-suggestion': [curators, ({ suggestion }) => suggestion],
  'edit-question': [curators, ({ suggestion }) => `suggestion:${suggestion}`],
  'retire-question': [curators, () => 'backend/slow-query'],
  'restore-question': [curators, () => 'backend/slow-query'],
  'search-bank': [curators, () => ''],
  'show-statistics': [curators, () => '0:'],
  setup: [admin, none],
  'use-as-answer': [author, ({ misplaced }) => misplaced],
};

const schedule = {
  channel: 'practice',
  days: '1,2',
  time: '09:00',
  zone: 'UTC',
  reveal: '60',
  leaderboard: '0',
};
const forms: Rows<FormName, [allowed: readonly Kind[], subject: Value, values: FormValues]> = {
  'private-answer': [
    author,
    ({ privateDrop }) => privateDrop,
    { answer: 'I would call the incident lead, tell the users, and roll the release back first.' },
  ],
  'follow-up': [author, ({ answer }) => `${answer}:1`, { reply: 'I would partition the table by month.' }],
  review: [mentor, ({ answer }) => `${answer}:a-token`, { score: '4', comment: 'Good.' }],
  suggest: [everybody, () => 'backend:technical:advanced:another-token', suggested],
  'edit-question': [
    curators,
    ({ suggestion }) => `suggestion:${suggestion}`,
    { ...suggested, prompt: 'How would you move a large table to another cluster without any downtime?' },
  ],
  decline: [curators, ({ suggestion }) => suggestion, { reason: 'We have one like it.' }],
  setup: [admin, () => '', schedule],
};

const messageActions: Rows<MessageActionName, [allowed: readonly Kind[]]> = {
  'use-as-my-answer': [author],
  'get-feedback-again': [author],
  review: [mentor],
};

/** By who may: what a command needs besides is in its words. */
const commands: Rows<string, [allowed: readonly Kind[], words?: string]> = {
  question: [present],
  answer: [[]],
  stats: [everybody],
  leaderboard: [everybody],
  feedback: [everybody, 'private'],
  tips: [everybody, 'backend'],
  reviews: [mentor],
  suggest: [everybody, 'backend'],
  bank: [curators],
  'bank show': [curators],
  'bank search': [curators, 'index'],
  'bank suggestions': [curators],
  'bank edit': [[], 'backend/slow-query'],
  'bank retire': [curators, 'backend/slow-query'],
  'bank restore': [curators, 'backend/slow-query'],
  'bank stats': [curators],
  setup: [admin],
  schedule: [everybody],
  'schedule show': [everybody],
  'schedule set': [admin, 'weekdays 09:00 UTC'],
  'schedule preview': [[]],
  'schedule pause': [[]],
  'schedule resume': [[]],
  'schedule skip': [[]],
  'schedule off': [[]],
  'mentor add': [admin, '@maya'],
  'mentor remove': [admin, '@priya'],
  'mentor role': [admin, 'off'],
  'mentor list': [everybody],
  settings: [everybody],
  'settings show': [everybody],
  'settings set': [admin, 'zone Berlin'],
};

let scene: Scene | undefined;
afterAll(() => scene?.h.stop());

/** A new one where something was done to the last. */
async function fresh(): Promise<Scene> {
  scene ??= await openScene();
  return scene;
}

async function discard(): Promise<void> {
  await scene?.h.stop();
  scene = undefined;
}

const isRefusal = (reply: Reply): boolean =>
  (reply.type === 'private' && reply.card.tone === 'warning') || reply.type === 'invalid';

/** Does it as everybody: who may not changes nothing and hears why; who may isn't refused. */
async function expectOnly(
  allowed: readonly Kind[],
  act: (scene: Scene, kind: Kind) => Promise<Reply>,
): Promise<void> {
  for (const kind of kinds.filter((one) => !allowed.includes(one))) {
    const here = await fresh();
    const before = await here.state();
    const reply = await act(here, kind);
    expect([kind, await here.state()]).toEqual([kind, before]);
    // What somebody of another workspace is told is about their own.
    if (kind !== 'elsewhere')
      expect({ kind, isRefused: isRefusal(reply), words: replyText(reply) }).toMatchObject({
        kind,
        isRefused: true,
      });
  }
  for (const kind of allowed) {
    const here = await fresh();
    const before = await here.state();
    const reply = await act(here, kind);
    expect({ kind, isRefused: isRefusal(reply), words: replyText(reply) }).toMatchObject({
      kind,
      isRefused: false,
    });
    expect(here.h.logged.filter((line) => line.startsWith('a request failed'))).toEqual([]);
    if (JSON.stringify(await here.state()) !== JSON.stringify(before)) await discard();
  }
}

const named = <Part extends 'actions' | 'forms' | 'messageActions'>(part: Part) =>
  features.flatMap((feature) => Object.keys(feature[part]));

describe('a button', () => {
  test.each(named('actions') as ActionName[])('%s', async (action) => {
    const [allowed, value] = rowOf(actions[action], action);
    await expectOnly(allowed, (here, kind) => here.h.core.action(here.actor(kind), action, value(here)));
  });
});

describe('a form', () => {
  test.each(named('forms') as FormName[])('%s', async (form) => {
    const [allowed, subject, values] = rowOf(forms[form], form);
    await expectOnly(allowed, (here, kind) =>
      here.h.core.submit(here.actor(kind), form, subject(here), values),
    );
  });
});

describe('an entry in a message’s menu', () => {
  test.each(named('messageActions') as MessageActionName[])('%s', async (action) => {
    const [allowed] = rowOf(messageActions[action], action);
    await expectOnly(allowed, (here, kind) => {
      const { workspace } = here.actor(kind);
      return here.h.core.messageAction(here.actor(kind), action, { ...here.message, workspace });
    });
  });
});

describe('a command', () => {
  const all = features.flatMap((feature) => feature.commands);
  test.each(all.map(({ name }) => name))('%s', async (name) => {
    const [allowed, words = ''] = rowOf(commands[name], `/interview ${name}`);
    await expectOnly(allowed, (here, kind) => here.h.core.command(here.actor(kind), `${name} ${words}`));
  });
});

test('what names somebody else’s private practice is answered as what names nothing, and logs nothing', async () => {
  const { h, privateDrop, privateAnswer, actor } = await fresh();
  const ofDrop = ['practise-privately', 'answer-privately', 'show-sample-answer'];
  const ofAnswer = ['vote', 'show-feedback', 'is-my-answer', 'deny-doubt', 'answer-follow-up', 'review'];
  for (const kind of ['member', 'mentor', 'admin'] as const) {
    const press = async (action: string, value: string) =>
      replyText(await h.core.action(actor(kind), action as ActionName, value));
    const send = async (form: FormName, subject: string) =>
      replyText(await h.core.submit(actor(kind), form, subject, rowOf(forms[form], form)[2]));
    for (const [names, id] of [
      [ofDrop, privateDrop],
      [[...ofAnswer, 'is-no-answer', 'claim-review'], privateAnswer],
    ] as const)
      for (const action of names)
        expect([kind, action, await press(action, id)]).toEqual([kind, action, await press(action, unknown)]);
    for (const [form, id] of [
      ['private-answer', privateDrop],
      ['follow-up', privateAnswer],
      ['review', privateAnswer],
    ] as const)
      expect([kind, form, await send(form, id)]).toEqual([kind, form, await send(form, unknown)]);
  }
  expect(h.logged).toEqual([]);
});
