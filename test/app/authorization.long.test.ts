import { afterAll, describe, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import type { ActionName } from '../../src/chat/card.ts';
import type { MessageActionName, Reply } from '../../src/chat/core.ts';
import type { FormName } from '../../src/chat/form.ts';
import { replyText } from '../support/harness.ts';
import { actions, commands, forms, messageActions } from './requests.ts';
import { type Kind, kinds, openScene, type Scene } from './scene.ts';

/** Who may do what. What has no row fails. */

const unknown = '999999';

function rowOf<Row>(row: Row | undefined, name: string): Row {
  if (row === undefined) throw new Error(`nobody has said who may do ${name}`);
  return row;
}

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
  const before = JSON.stringify(await (await fresh()).state());
  let isUsed = false;
  for (const kind of allowed) {
    let reply = await act(await fresh(), kind);
    // Somebody did it before.
    if (isRefusal(reply) && isUsed) {
      await discard();
      reply = await act(await fresh(), kind);
    }
    isUsed = true;
    expect({ kind, isRefused: isRefusal(reply), words: replyText(reply) }).toMatchObject({
      kind,
      isRefused: false,
    });
    expect((await fresh()).h.logged.filter((line) => line.startsWith('a request failed'))).toEqual([]);
  }
  if (JSON.stringify(await (await fresh()).state()) !== before) await discard();
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
