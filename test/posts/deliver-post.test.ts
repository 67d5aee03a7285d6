import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { IncomingMessage, Reply, StandingMessage } from '../../src/chat/core.ts';
import { type Platform, PlatformError, type PlatformFault } from '../../src/chat/platform.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { castVote } from '../../src/leaderboards/vote.ts';
import { openDrop } from '../../src/practice/open-drop.ts';
import { better, good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

/** What the platform does next instead of its work, oldest first. */
let troubles: ((send: () => Promise<unknown>) => Promise<unknown>)[];
let calls: string[];
/** What stands in a thread, on a platform that is asked for it. */
let standing: StandingMessage[] | undefined;
/** Whether the process dies when it is about to say something in private. */
let isDying: boolean;
let h: Harness;

function troubled(web: Platform): Platform {
  const wrap =
    <A extends unknown[], R>(name: string, work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      calls.push(name);
      const trouble = troubles.shift();
      return (trouble ? await trouble(() => work(...given)) : await work(...given)) as R;
    };
  return {
    ...web,
    post: wrap('post', web.post),
    edit: wrap('edit', web.edit),
    remove: wrap('remove', web.remove),
    whisper: async (...given) => {
      if (isDying) throw new Error('the process dies here');
      await web.whisper(...given);
    },
    replies: async () => standing,
  };
}

const fails = (fault: PlatformFault, retryAfterMs?: number) => () =>
  Promise.reject(
    new PlatformError(fault, `It is ${fault}.`, retryAfterMs === undefined ? {} : { retryAfterMs }),
  );

beforeEach(async () => {
  troubles = [];
  standing = undefined;
  isDying = false;
  calls = [];
  h = await Harness.start({ platform: troubled });
});
afterEach(() => h.stop());

const ask = () => h.command('sam', 'question backend/slow-query');
const post = () => h.services.db.selectFrom('posts').selectAll().executeTakeFirstOrThrow();

describe('exactly one post', () => {
  test('a crash between sending and saving: the retry finds the message by its key', async () => {
    troubles.push(async (send) => {
      await send();
      throw new Error('the process dies here');
    });
    await ask();
    expect(await post()).toMatchObject({ state: 'sending', message: null });
    h.clock(1);
    await h.sweep();
    expect(await post()).toMatchObject({ state: 'sent' });
    expect(calls).toEqual(['post', 'post']);
    expect(await h.said()).toHaveLength(1);
    expect(await h.services.db.selectFrom('drops').select('state').execute()).toEqual([{ state: 'open' }]);
  });

  test('an answer to a question that a crash kept from being open is read from its thread', async () => {
    troubles.push(async (send) => {
      await send();
      throw new Error('the process dies here');
    });
    await ask();
    const { rows } = await sql<{ id: string }>`select id::text from web_messages`.execute(h.services.db);
    standing = [h.message('maya', rows[0]?.id, good)];
    h.clock(1);
    await h.sweep();
    expect(await h.answers()).toMatchObject([{ member_id: 'maya', state: 'standing' }]);
  });

  test('a vote that comes between a crash and the retry: the retry still looks first', async () => {
    const thread = await h.drop();
    troubles.push(async (send) => {
      await send();
      throw new Error('the process dies here');
    });
    const answer = await h.reply('maya', thread, good);
    await h.react('leo', answer, '👍');
    h.clock(1);
    await h.sweep();
    expect(await h.said(thread)).toEqual([expect.stringContaining('⬆️ 1 vote')]);
  });

  test('an answer withdrawn between a crash and the retry: its feedback doesn’t stay', async () => {
    const thread = await h.drop();
    troubles.push(async (send) => {
      await send();
      throw new Error('the process dies here');
    });
    const answer = await h.reply('maya', thread, good);
    expect(await h.said(thread)).toHaveLength(1);
    await h.remove(answer);
    h.clock(1);
    await h.sweep();
    expect(await h.said(thread)).toEqual([]);
  });

  test('an answer withdrawn while its feedback is to be given again: what a crash left of it doesn’t stay', async () => {
    const thread = await h.drop();
    const dies = async (send: () => Promise<unknown>) => {
      await send();
      throw new Error('the process dies here');
    };
    troubles.push(dies, dies);
    const answer = await h.reply('maya', thread, good);
    await h.edit(answer, better);
    await h.remove(answer);
    h.clock(1);
    await h.sweep();
    expect(await h.said(thread)).toEqual([]);
  });

  test.each([
    ['before a retry after a crash', true],
    ['at that moment', false],
  ])(
    'an answer becomes the answer again while its feedback is being removed, %s: it has one',
    async (_, dies) => {
      const thread = await h.drop();
      const first = await h.reply('maya', thread, good);
      const other = await h.reply('maya', thread, better);
      const use = (message: IncomingMessage) =>
        h.core.messageAction(h.actor('maya'), 'use-as-my-answer', message);
      const whenRemoving = async (send: () => Promise<unknown>) => {
        if (calls.at(-1) !== 'remove') {
          troubles.push(whenRemoving);
          return send();
        }
        await send();
        await use(first);
        if (dies) throw new Error('the process dies here');
      };
      troubles.push(whenRemoving);
      await use(other);
      await h.drain();
      h.clock(1);
      await h.sweep();
      expect(troubles).toEqual([]);
      expect(await h.said(thread)).toHaveLength(1);
      const posts = await h.services.db
        .selectFrom('posts')
        .select(['subject', 'state'])
        .orderBy('id')
        .execute();
      expect(posts.map(({ state }) => state)).toEqual(['sent', 'sent']);
    },
  );

  test('two workers at once send once', async () => {
    await h.core.command(h.actor('sam'), 'question backend');
    const wake = h.wakes.find(({ job }) => job === 'deliver-posts');
    if (!wake) throw new Error('nothing was woken');
    await Promise.all([h.run(wake), h.run(wake), h.run(wake)]);
    await h.sweep();
    expect(calls).toEqual(['post']);
  });

  test('a worker that dies with its claim is replaced when the claim runs out, not before', async () => {
    await h.core.command(h.actor('sam'), 'question backend');
    const { db } = h.services;
    await db
      .updateTable('posts')
      .set({ state: 'sending', claimed_until: new Date('2026-11-24T08:02:00Z') })
      .execute();
    h.clock(1);
    await h.sweep();
    expect(calls).toEqual([]);
    h.clock(1);
    await h.sweep();
    expect(calls).toEqual(['post']);
  });

  test('a worker dies after it opened a question, whose message is then deleted: answers go beneath the new one', async () => {
    await h.core.command(h.actor('sam'), 'question backend/slow-query');
    const { db } = h.services;
    const { id: drop_id } = await db.selectFrom('drops').select('id').executeTakeFirstOrThrow();
    const opened = { workspace_id: h.workspace, drop_id, message: '999', now: h.now };
    await openDrop(db, opened);
    h.clock(1);
    await h.sweep();
    const drop = await db.selectFrom('drops').selectAll().executeTakeFirstOrThrow();
    const post = await db.selectFrom('posts').select('message').executeTakeFirstOrThrow();
    expect(drop).toMatchObject({ state: 'open', message: post.message, opened_at: opened.now });
    await h.reply('maya', drop.message ?? '', good);
    expect(await h.answers()).toMatchObject([{ member_id: 'maya' }]);
  });

  test('the queue forgets everything: the sweeper finds what is due', async () => {
    await h.core.command(h.actor('sam'), 'question backend');
    h.clock(1);
    await h.sweep();
    expect(await h.said()).toHaveLength(1);
  });
});

describe('trouble', () => {
  test('a rate limit is waited for as long as it says', async () => {
    troubles.push(fails('rate-limited', 30_000));
    await ask();
    h.clock(0.4);
    await h.drain();
    expect(calls).toEqual(['post']);
    h.clock(0.2);
    await h.drain();
    expect(await post()).toMatchObject({ state: 'sent', attempts: 0, error: null });
  });

  test('a bad moment is tried again with growing pauses', async () => {
    troubles.push(...Array.from({ length: 6 }, () => fails('temporary')));
    await ask();
    const pauses: number[] = [];
    for (let tries = 1; tries <= 6; tries += 1) {
      const { due_at } = await post();
      pauses.push((due_at.getTime() - h.now.getTime()) / 1000);
      h.clock(due_at.toISOString());
      await h.drain();
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64]);
    expect(await post()).toMatchObject({ state: 'sent' });
  });

  test.each(['unreachable', 'gone', 'unauthorized', 'rejected'] as const)(
    'what is %s is not tried again',
    async (fault) => {
      troubles.push(fails(fault));
      await ask();
      h.clock(60 * 24);
      await h.sweep();
      expect(calls).toEqual(['post']);
      expect(await h.said(undefined, 'sam')).toEqual([`Your question couldn’t be posted. It is ${fault}.`]);
      for (const table of ['posts', 'drops'] as const)
        expect(await h.services.db.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  );

  test.each(['unreachable', 'unauthorized'] as const)(
    'an admin is told once why nothing comes, and sees it at the schedule until something does: %s',
    async (fault) => {
      await h.command('sam', 'schedule set daily 09:00 UTC backend');
      troubles.push(fails(fault), fails(fault));
      for (const _day of [1, 2]) await h.command('leo', 'question backend');
      expect(await h.said(undefined, 'leo')).toHaveLength(2);
      expect(await h.said(undefined, 'sam')).toEqual([expect.stringContaining(`It is ${fault}.`)]);
      expect(await h.command('sam', 'schedule')).toContain(`Can’t post here: It is ${fault}.`);
      await ask();
      expect(await h.command('sam', 'schedule')).not.toContain('Can’t post here');
    },
  );

  test('one message that was deleted is nobody’s to mend', async () => {
    await h.command('sam', 'schedule set daily 09:00 UTC backend');
    const thread = await h.drop();
    const message = await h.reply('maya', thread, good);
    troubles.push(fails('gone'));
    await h.react('leo', message, '👍');
    expect(calls.at(-1)).toBe('edit');
    expect(await h.said(undefined, 'sam')).toEqual([]);
    expect(await h.command('sam', 'schedule')).not.toContain('Can’t post here');
  });

  test('a rate limit holds back what else waits in the workspace, and then all of it comes', async () => {
    troubles.push(fails('rate-limited', 60_000));
    for (const _ of [1, 2, 3]) await h.core.command(h.actor('sam'), 'question backend');
    await h.drain();
    h.clock(0.9);
    await h.drain();
    expect(calls).toEqual(['post']);
    h.clock(0.2);
    await h.drain();
    expect(await h.said()).toHaveLength(3);
    expect(calls).toHaveLength(4);
  });

  test('an edit that fails is made up for, and never makes a second message', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, good);
    troubles.push(fails('temporary'));
    await h.react('leo', message, '👍');
    expect((await h.said(thread))[0]).not.toContain('1 vote');
    h.clock(1);
    await h.sweep();
    expect(await h.said(thread)).toEqual([expect.stringContaining('1 vote')]);
  });

  test('a crash before whoever waits has heard: the next try tells them', async () => {
    troubles.push(fails('unreachable'), fails('unreachable'));
    isDying = true;
    await ask().catch(() => undefined);
    expect(await h.said(undefined, 'sam')).toEqual([]);
    isDying = false;
    h.clock(3);
    await h.sweep();
    expect(await h.said(undefined, 'sam')).toEqual(['Your question couldn’t be posted. It is unreachable.']);
  });

  test('feedback that can’t be posted is there for its author by a button', async () => {
    const thread = await h.drop();
    troubles.push(fails('unreachable'));
    await h.reply('maya', thread, good);
    expect(await h.said(thread, 'maya')).toEqual([
      'Your feedback couldn’t be posted in the thread. It is unreachable.\n[Show my feedback]',
    ]);
  });

  test('a channel that takes any message again gets the feedback that it refused', async () => {
    await ask();
    const { message: thread } = await post();
    troubles.push(fails('unreachable'));
    await h.reply('maya', thread ?? '', good);
    const feedback = () => h.said(thread ?? '');
    expect(await feedback()).toEqual([]);
    await ask();
    expect(await feedback()).toEqual([expect.stringContaining('Feedback')]);
    const [channel] = await h.services.db.selectFrom('channels').selectAll().execute();
    expect(channel?.problem).toBeNull();
  });

  test('who asked for a question hears that it comes later, unless it is a matter of seconds', async () => {
    troubles.push(fails('rate-limited', 30_000), fails('rate-limited', 2000));
    await h.command('leo', 'question backend');
    await h.command('maya', 'question backend');
    expect(await h.said(undefined, 'leo')).toEqual([
      'Your question will be posted in about 30 seconds. It is rate-limited.',
    ]);
    h.clock(1);
    await h.sweep();
    expect(await h.said()).toHaveLength(2);
    expect(await h.said(undefined, 'maya')).toEqual([]);
  });

  test('a scheduled question that can’t be posted is missed', async () => {
    await h.command('sam', 'schedule set daily 09:00 UTC backend');
    troubles.push(fails('unreachable'));
    h.clock(61);
    await h.sweep();
    expect(await h.services.db.selectFrom('drops').select('state').execute()).toEqual([{ state: 'missed' }]);
  });
});

test('what changes while a message is on its way is shown next', async () => {
  const thread = await h.drop();
  const message = h.message('maya', thread, good);
  await h.core.messagePosted(message);
  troubles.push(async (send) => {
    const sent = await send();
    const at = h.services.now();
    await h.core.reactionAdded({ ...h.actor('leo'), message: message.message, emoji: '👍', at });
    return sent;
  });
  await h.drain();
  expect(await h.said(thread)).toEqual([expect.stringContaining('1 vote')]);
});

test('what is about to change when a message is claimed is shown, too', async () => {
  const thread = await h.drop();
  await h.core.messagePosted(h.message('maya', thread, good));
  const feedback = h.wakes.find(({ job }) => job === 'give-feedback');
  if (feedback) await h.run(feedback);
  const [answer] = await h.answers();
  const wake = h.wakes.find(({ job }) => job === 'deliver-posts');
  if (!answer || !wake) throw new Error('no feedback to deliver');
  const isWaiting = async () => {
    const { rows } =
      await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        h.services.db,
      );
    return rows.length > 0;
  };
  let isDelivered = false;
  let delivering: Promise<void> | undefined;
  await inTransaction(h.services, async (tx, queue) => {
    await castVote(tx, queue, answer, { voter: 'leo', emoji: '👍' }, h.now);
    delivering = h.run(wake).then(() => {
      isDelivered = true;
    });
    await vi.waitUntil(async () => isDelivered || (await isWaiting()));
  });
  await delivering;
  await h.drain();
  expect((await h.said(thread)).join()).toContain('1 vote');
});

test('an answer that is quicker than the row of its question is kept', async () => {
  let answered: Promise<void> | undefined;
  troubles.push(async (send) => {
    const sent = (await send()) as { message: string };
    answered = h.core.messagePosted(h.message('maya', sent.message, good));
    return sent;
  });
  await h.drop();
  await answered;
  expect(await h.answers()).toMatchObject([{ member_id: 'maya', state: 'standing' }]);
});

test('so is one that is chosen by “Use as my answer”', async () => {
  let reply: Promise<Reply> | undefined;
  troubles.push(async (send) => {
    const sent = (await send()) as { message: string };
    const message = h.message('maya', sent.message, 'With an index.');
    reply = h.core.messageAction(h.actor('maya'), 'use-as-my-answer', message);
    return sent;
  });
  await h.drop();
  expect(replyText(await (reply ?? Promise.reject(new Error('nothing was sent'))))).toContain(
    'your answer now',
  );
  expect(await h.answers()).toMatchObject([{ member_id: 'maya', state: 'standing' }]);
});

test('nothing that people wrote reaches the log', async () => {
  const thread = await h.drop();
  troubles.push(() => Promise.reject(new Error(`cannot send: ${good}`)));
  await h.reply('maya', thread, good);
  expect(h.logged.join('\n')).toContain('a post failed');
  expect(h.logged.join('\n')).not.toContain('EXPLAIN');
});
