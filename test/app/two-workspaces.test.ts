import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionName } from '../../src/chat/card.ts';
import type { Actor, MessageActionName, Reply } from '../../src/chat/core.ts';
import type { FormName } from '../../src/chat/form.ts';
import { good } from '../support/answers.ts';
import { cardText, replyText } from '../support/harness.ts';
import { foreign } from './elsewhere.ts';
import { actions, commands, forms, messageActions } from './requests.ts';
import { kinds, openScene, type Scene } from './scene.ts';

/**
 * Everything is done twice: in a workspace alone, and in the same one beside another with the same ids and other content. Nothing that is said may
 * differ, and nothing over there may change.
 */

let alone: Scene;
let beside: Scene;
beforeAll(async () => {
  [alone, beside] = [await openScene(true), await openScene()];
});
afterAll(async () => {
  await Promise.all([alone, beside].map(({ h }) => h.stop()));
});

/** Without what is new each time. */
const plain = (words: string) =>
  words.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{8}\b/g, '#');

async function same(name: string, act: (scene: Scene) => Promise<string>): Promise<void> {
  const before = await beside.state('elsewhere');
  const [one, other] = [await act(alone), await act(beside)];
  expect([name, plain(other)]).toEqual([name, plain(one)]);
  expect(other).not.toContain(foreign);
  expect([name, await beside.state('elsewhere')]).toEqual([name, before]);
}

const said = async ({ h }: Scene, work: Promise<Reply>): Promise<string> => {
  const reply = await work;
  await h.drain();
  return replyText(reply);
};

type Doing = (scene: Scene, actor: Actor) => Promise<Reply>;

const requests: readonly (readonly [name: string, Doing])[] = [
  ...Object.keys(commands).map((name): [string, Doing] => [
    `/interview ${name}`,
    ({ h }, actor) => h.core.command(actor, `${name} ${commands[name]?.[1] ?? ''}`),
  ]),
  ...(Object.keys(actions) as ActionName[]).map((name): [string, Doing] => [
    name,
    (scene, actor) => scene.h.core.action(actor, name, actions[name]?.[1](scene) ?? ''),
  ]),
  ...(Object.keys(forms) as FormName[]).map((name): [string, Doing] => [
    name,
    (scene, actor) => scene.h.core.submit(actor, name, forms[name]?.[1](scene) ?? '', forms[name]?.[2] ?? {}),
  ]),
  ...(Object.keys(messageActions) as MessageActionName[]).map((name): [string, Doing] => [
    name,
    ({ h, message }, actor) => h.core.messageAction(actor, name, message),
  ]),
];

test('what everybody asks for', async () => {
  for (const kind of kinds.filter((one) => one !== 'elsewhere'))
    for (const [name, doing] of requests)
      await same(`${kind}: ${name}`, (scene) => said(scene, doing(scene, scene.actor(kind))));
}, 120_000);

test('homes, boards and what a command could be completed to', async () => {
  for (const kind of kinds.filter((one) => one !== 'elsewhere')) {
    await same(`${kind}’s home`, async ({ h, actor }) => cardText(await h.core.home(actor(kind))));
    await same(`${kind}’s picture`, async ({ h, actor }) =>
      Buffer.from((await h.core.picture(actor(kind), 'progress')) ?? []).toString('base64'),
    );
    await same(`${kind}’s choices`, async ({ h, actor }) =>
      JSON.stringify([
        await h.core.suggest(actor(kind), 'stats @'),
        await h.core.choices(actor(kind), 'stats', 'member', ''),
        await h.core.choices(actor(kind), 'bank retire', 'question', ''),
      ]),
    );
  }
  for (const words of ['leaderboard all', 'leaderboard month workspace', 'stats @leo', 'settings'])
    await same(words, ({ h }) => h.command('nina', words));
});

test('what is said, edited, voted for and deleted', async () => {
  const thread = async ({ h }: Scene) => (await h.said()).length;
  await same('so far', async (scene) => String(await thread(scene)));
  const posted = await Promise.all(
    [alone, beside].map(async (scene) => {
      const root = await scene.h.drop('question backend/secure-api');
      return { scene, root };
    }),
  );
  const there = (scene: Scene) => posted.find((one) => one.scene === scene)?.root ?? '';
  const written = new Map<Scene, ReturnType<Scene['h']['message']>>();
  const messageOf = (scene: Scene) => written.get(scene) ?? scene.message;
  await same('an answer', async (scene) => {
    written.set(scene, await scene.h.reply('nina', there(scene), good, { message: 'the-same-message' }));
    return (await scene.h.said(there(scene))).join('\n');
  });
  await same('a vote', async (scene) => {
    await scene.h.react('maya', messageOf(scene), '👍');
    return (await scene.h.said(there(scene))).join('\n');
  });
  await same('a mentor’s comment', async (scene) => {
    await scene.h.reply('priya', there(scene), '@nina Good, and what of the tokens that were given out?', {
      replyTo: 'the-same-message',
      mentions: ['nina'],
    });
    return (await scene.h.said(there(scene))).join('\n');
  });
  await same('an edit', async (scene) => {
    scene.h.clock(5);
    await scene.h.edit(messageOf(scene), `${good} And I look at the locks.`);
    return (await scene.h.said(there(scene))).join('\n');
  });
  await same('a vote taken back', async (scene) => {
    await scene.h.react('maya', messageOf(scene), '👍', true);
    return (await scene.h.said(there(scene))).join('\n');
  });
  await same('a deletion', async (scene) => {
    await scene.h.remove(messageOf(scene));
    return (await scene.h.said(there(scene))).join('\n');
  });
});

test('channels that are renamed, closed, opened and moved, and threads that are read again', async () => {
  await same('open threads', async ({ h }) => String((await h.core.openThreads(h.workspace, 7)).length));
  await same('renamed', async ({ h }) => {
    await h.core.channelRenamed({ workspace: h.workspace, channel: 'practice' }, 'drills');
    return h.command('nina', 'schedule show');
  });
  await same('closed', async ({ h }) => {
    await h.core.channelClosed(
      { workspace: h.workspace, channel: 'practice' },
      'Archived.',
      'for now' as never,
    );
    return h.command('sam', 'schedule show');
  });
  await same('opened', async ({ h }) => {
    await h.core.channelReopened({ workspace: h.workspace, channel: 'practice' });
    await h.drain();
    return h.command('sam', 'schedule show');
  });
  await same('moved', async ({ h }) => {
    await h.core.channelMoved(h.workspace, 'practice', 'drills');
    return h.command('sam', 'schedule show', 'drills');
  });
  const channels = beside.h.services.db.selectFrom('channels').select('id').where('id', '=', 'drills');
  expect(await channels.where('workspace_id', '=', beside.elsewhere).execute()).toEqual([]);
  await same('ended', async ({ h }) => {
    await h.core.workspaceEnded(h.workspace);
    return h.command('sam', 'schedule show', 'drills');
  });
});
