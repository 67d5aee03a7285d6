import { sql } from 'kysely';
import { rememberingDirectMessages } from '../../src/direct-messages/remembering.ts';
import { openScene, type Scene, type SceneIds } from '../app/scene.ts';
import { good } from '../support/answers.ts';
import type { Harness } from '../support/harness.ts';

/** In what Leo wrote as a mentor, and in all else that he wrote. */
export const [asMentor, own] = ['kestrel', 'zyzzyva'];

/** A scene in which Leo did everything. */
export async function openBusyScene(): Promise<Scene> {
  const scene = await openScene();
  await keepBusy(scene.h, scene);
  return scene;
}

/** Leo does everything that anybody can: he practises, votes, mentors and runs the place. */
export async function keepBusy(h: Harness, scene: SceneIds): Promise<void> {
  const leo = h.actor('leo', 'practice', ['admin']);
  const submit = async (form: string, subject: string, values: Record<string, string>) => {
    const reply = await h.core.submit(leo, form, subject, values);
    if (reply.type === 'invalid') throw new Error(JSON.stringify(reply));
    await h.drain();
  };
  await h.command('sam', 'mentor add @leo');
  for (const words of [
    'schedule set fri,mon,tue,wed 09:00 UTC backend',
    'bank retire backend/monitoring',
    'quiet from 22:00 until 07:00 UTC',
    'vacation from 2026-12-20 until 2026-12-24',
    'recall set 5 09:00 UTC',
    'question backend/circuit-breaker',
  ])
    await h.core.command(leo, words);
  await h.drain();
  await submit('prepare', 'a-token', {
    description: `We look for a ${own} who knows PostgreSQL and queues.`,
  });
  // As a mentor.
  const thread = await h.drop('question backend/slow-query');
  const maya = await h.reply('maya', thread, good);
  await h.reply('nina', thread, good);
  await h.react('leo', maya, '👍');
  await h.react('leo', maya, '✅');
  await h.core.reactionAdded({ ...leo, message: 'unknown', emoji: '👍', at: h.now });
  await h.reply('leo', thread, `A fine ${asMentor}, I must say.`, { replyTo: maya.message });
  const answers = await h.answers();
  const [ofMaya, ofNina] = ['maya', 'nina'].map(
    (who) => answers.findLast(({ member_id }) => member_id === who)?.id ?? '',
  );
  await submit('review', `${ofMaya}:t`, { score: '4', comment: `What a ${asMentor}.` });
  await h.core.action(leo, 'rate-feedback', `${ofMaya}:helpful`);
  await h.core.action(leo, 'claim-review', ofNina ?? '');
  const form = await h.core.command(h.actor('nina'), 'suggest backend');
  if (form.type !== 'form') throw new Error('no form');
  const values = {
    prompt: 'How would you rotate a key that a thousand services use?',
    points: 'Two keys at once\nNew ones first\nWatches the old one',
    sample: 'I would accept two keys at once, roll the new one out first, and watch for the old one.',
  };
  await h.core.submit(h.actor('nina'), form.form.name, form.form.subject, values);
  const { id: suggestion } = await h.services.db
    .selectFrom('suggestions')
    .select('id')
    .where('member_id', '=', 'nina')
    .executeTakeFirstOrThrow();
  await submit('decline', suggestion, { reason: `We have a ${asMentor} like it.` });
  // Interviews: Leo's own, Maya's that he comments on, and the one for two.
  await submit('mock-answer', `${scene.mock}:1`, { answer: good });
  await submit('mock-reply', `${scene.mock}:1:1`, { reply: `I would ask the ${own}.` }).catch(
    () => undefined,
  );
  await h.core.command(h.actor('maya'), 'mock backend');
  const mock = (
    await h.services.db
      .selectFrom('mocks')
      .select('id')
      .where('member_id', '=', 'maya')
      .executeTakeFirstOrThrow()
  ).id;
  await h.core.action(h.actor('maya'), 'mock-finish', mock);
  await h.core.submit(h.actor('maya'), 'mock-share', mock, { mentor: 'leo' });
  await h.drain();
  await submit('mock-comment', `${mock}:t`, { comment: `Mind the ${asMentor}.` });
  await submit('peer-mark', `${scene.peerMock}:1`, { comment: `Mind the ${asMentor}, too.` });
  await h.core.action(leo, 'peer-turn', `${scene.peerMock}:first`);
  await h.core.submit(h.actor('maya'), 'peer-mark', `${scene.peerMock}:2`, {
    comment: 'Leo left out the lock.',
  });
  await h.drain();
  // What the playground has of him.
  const { db } = h.services;
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db);
  await run(sql`insert into web_messages (workspace_id, channel_id, author_id, text, version)
    values (${h.workspace}, 'practice', 'leo', ${`I said ${own}.`}, 1)`);
  await run(sql`insert into web_reactions (workspace_id, message_id, emoji, person_id)
    select workspace_id, id, '👍', 'leo' from web_messages where workspace_id = ${h.workspace} order by id limit 1`);
  await run(sql`insert into web_seen (workspace_id, person_id, channel_id, thread_id, message_id)
    values (${h.workspace}, 'leo', 'practice', 0, 1)`);
  await run(sql`with told as (
      insert into web_messages (workspace_id, channel_id, only_for, key, text, version)
      values (${h.workspace}, 'practice', 'leo', 'a-file', 'Your data', 2) returning workspace_id, key)
    insert into web_files (workspace_id, key, name, media_type, bytes)
    select workspace_id, key, 'data.txt', 'text/plain', ${Buffer.from(own)} from told`);
  await tellDirectly(h, 'leo');
  await h.core.action(leo, 'show-sample-answer', scene.drop);
  await h.sweep();
  await h.reply('leo', await h.drop('question backend/secure-api'), `${good} My ${own}.`);
}

/** As on a chat platform that has conversations of two. */
async function tellDirectly({ services, workspace }: Harness, member: string): Promise<void> {
  const { web } = services.platforms;
  if (!web) throw new Error('no platform');
  const whisper = async () => ({ channel: 'two', message: '1' });
  const platform = rememberingDirectMessages(services, { ...web, whisper });
  await platform.whisper({ workspace, channel: 'practice' }, member, { summary: 'For you', blocks: [] });
}
