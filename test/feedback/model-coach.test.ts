import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Assessment,
  CoachError,
  type CoachReply,
  type ConversationRequest,
  type ModelCoach,
  type Usage,
} from '../../src/domain/coach.ts';
import { payFor } from '../../src/feedback/coach-calls.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { better, good, poor } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

/** What happens around a coach that costs money. The model is a script here; test/openai has the real one. */

const usual: Usage = { inputTokens: 1500, outputTokens: 500, costMicroUsd: 3000 };
const most = 10_000;

const rubric = rubricCoach();

let asked: number;
let talked: ConversationRequest[];
let given: Partial<Assessment>;
let reply: CoachReply;
let fault: Error | undefined;
let usage: Usage | undefined;
let h: Harness;

const coach: ModelCoach = {
  name: 'openai',
  model: 'double/1',
  mostTokens: () => most,
  draft: async () => [],
  async assess(request, options) {
    asked += 1;
    if (usage) options?.onUsage?.(usage);
    if (fault) throw fault;
    const { score = 0 } = await rubric.assess(request);
    return {
      score,
      covered: ['read-plan'],
      unsure: ['verify'],
      missing: ['matching-index'],
      misconceptions: [],
      dimensions: [{ name: 'correctness', score: 4 }],
      strengths: ['Reads the plan.'],
      maybes: [],
      improvement: 'How would you know?',
      followUp: 'With ten times the rows?',
      ...given,
    };
  },
  async reply(request, options) {
    talked.push(request);
    if (usage) options?.onUsage?.(usage);
    if (fault) throw fault;
    return reply;
  },
};

beforeEach(async () => {
  [asked, talked, given, fault, usage] = [0, [], {}, undefined, usual];
  reply = { reply: 'Well said.', nextQuestion: 'And the costs?' };
  h = await Harness.start({ coach });
});
afterEach(() => h.stop());

const calls = () => h.services.db.selectFrom('coach_calls').selectAll().orderBy('id').execute();

/** A second workspace with the same members, channels, questions, answers and calls, by the same ids. */
async function otherWorkspace(): Promise<string> {
  const { db } = h.services;
  const { id } = await db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'other', name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const table of ['channels', 'members', 'drops', 'answers', 'coach_calls'])
    await sql`insert into ${sql.table(table)} overriding system value
      select (jsonb_populate_record(one, jsonb_build_object('workspace_id', ${id}::bigint))).* from ${sql.table(table)} as one`.execute(
      db,
    );
  return id;
}

/** So many connections at once, so that what follows needn't wait for any. */
async function connectAll(count: number): Promise<void> {
  const all = Promise.withResolvers<void>();
  let open = 0;
  const hold = () =>
    h.services.db.transaction().execute(async () => {
      open += 1;
      if (open === count) all.resolve();
      await all.promise;
    });
  await Promise.all(Array.from({ length: count }, hold));
}

describe('ratings', () => {
  const rate = async (member: string, verdict: string) => {
    const { id } = (await h.answers())[0] ?? { id: '' };
    return replyText(await h.core.action(h.actor(member), 'rate-feedback', `${id}:${verdict}`));
  };
  const found = async () =>
    /AI feedback in the last 90 days: (.*)/.exec(await h.command('sam', 'settings'))?.[1];

  test('members say whether what the model wrote helped, may think again, and admins see the sum', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    expect((await h.said(thread))[0]).toMatch(
      /written by a model, which can be wrong.*\n\[Helpful\] \[Not helpful\]/,
    );
    expect(await found()).toBe('nobody has rated it yet');
    expect(await rate('maya', 'helpful')).toContain('noted that this helped');
    await rate('leo', 'helpful');
    expect(await found()).toBe('2 of 2 found it helpful');
    expect(await rate('leo', 'not')).toContain('didn’t help');
    expect(await found()).toBe('1 of 2 found it helpful');
    h.clock(91 * 24 * 60);
    expect(await found()).toBe('nobody has rated it yet');
  });

  test('not of somebody’s private practice, except by themselves', async () => {
    await h.command('maya', 'question private');
    const { id: drop } = await h.services.db
      .selectFrom('drops')
      .select('id')
      .where('workspace_id', '=', h.workspace)
      .executeTakeFirstOrThrow();
    await h.core.submit(h.actor('maya'), 'private-answer', drop, { answer: good });
    expect(await rate('leo', 'helpful')).toContain('was withdrawn');
    expect(await found()).toBe('nobody has rated it yet');
    expect(await rate('maya', 'not')).toContain('didn’t help');
    expect(await found()).toBe('0 of 1 found it helpful');
  });

  test('not of what was taken back', async () => {
    await h.remove(await h.reply('maya', await h.drop(), good));
    expect(await rate('leo', 'helpful')).toContain('was withdrawn');
    expect(await found()).toBe('nobody has rated it yet');
  });
});

describe('money', () => {
  test('every call is recorded with tokens and cost, and admins see what today took', async () => {
    await h.reply('maya', await h.drop(), good);
    expect(await calls()).toMatchObject([
      {
        member_id: 'maya',
        purpose: 'feedback',
        model: 'double/1',
        day: '2026-11-24',
        input_tokens: 1500,
        output_tokens: 500,
        cost_micro_usd: '3000',
        finished_at: h.now,
      },
    ]);
    const used = 'AI coach today: 2,000 of 500,000 tokens in 1 call, $0.0030';
    expect(await h.command('sam', 'settings')).toContain(used);
    expect(await h.command('maya', 'settings')).not.toContain('AI coach today');
    h.clock('2026-11-25T08:00:00Z');
    expect(await h.command('sam', 'settings')).toContain('AI coach today: 0 of 500,000 tokens in 0 calls');
  });

  test('when the day’s tokens are used up the rubric coach speaks, says so, and the next day is new', async () => {
    expect(await h.command('sam', 'settings set budget 13k')).toContain('13,000 tokens');
    const thread = await h.drop();
    for (const member of ['maya', 'leo', 'priya']) await h.reply(member, thread, `${good} ${member}`);
    const said = await h.said(thread);
    // 2,000 each, and the third might need 10,000.
    expect(said.map((card) => card.includes('AI coach'))).toEqual([true, true, false]);
    expect(said[2]).toContain('Rubric coach (offline, checks key points) · today’s AI budget is used up');
    expect(asked).toBe(2);
    h.clock('2026-11-25T08:00:00Z');
    await h.reply('leo', await h.drop(), better);
    expect(asked).toBe(3);
  });

  test('what another workspace used, and the same member’s calls there, count for that one alone', async () => {
    await h.command('sam', 'settings set budget 13k');
    await h.command('sam', 'settings set calls 2');
    await h.reply('maya', await h.drop(), good);
    const other = await otherWorkspace();
    await h.services.db
      .updateTable('coach_calls')
      .set({ input_tokens: 90_000 })
      .where('workspace_id', '=', other)
      .execute();
    expect(await h.command('sam', 'settings')).toContain('AI coach today: 2,000 of 13,000 tokens in 1 call,');
    const thread = await h.drop();
    await h.reply('maya', thread, better);
    expect((await h.said(thread))[0]).toContain('AI coach');
    expect((await h.said(thread))[0]).not.toContain('used up');
  });

  test('calls at the same moment don’t overdraw the budget together', async () => {
    await h.reply('maya', await h.drop(), good);
    await h.command('sam', 'settings set budget 25k');
    const [answer] = await h.answers();
    const call = { workspace_id: h.workspace, member_id: 'maya', answer_id: answer?.id ?? '' };
    await connectAll(8);
    const ended = Promise.withResolvers<void>();
    const begun: Promise<unknown>[] = [];
    const paid = Array.from({ length: 8 }, () => {
      const begins = Promise.withResolvers<void>();
      const one = payFor(h.services, coach, { ...call, purpose: 'feedback' }, 100, () => {
        begins.resolve();
        return ended.promise;
      });
      // None ends before each has begun or was refused.
      begun.push(Promise.race([begins.promise, one]));
      return one;
    });
    await Promise.all(begun);
    ended.resolve();
    // 2,000 are used, and each may need 10,000.
    expect((await Promise.all(paid)).filter((one) => 'shortage' in one)).toHaveLength(6);
  });

  test('a member has so many calls a day; another has their own', async () => {
    await h.command('sam', 'settings set calls 1');
    await h.reply('maya', await h.drop(), good);
    const thread = await h.drop();
    await h.reply('maya', thread, better);
    await h.reply('leo', thread, better);
    const [maya, leo] = await h.said(thread);
    expect(maya).toContain(
      'Rubric coach (offline, checks key points) · today’s AI feedback for you is used up',
    );
    expect(leo).toContain('AI coach');
  });

  test('the same answer to the same question is asked about once; other attempts before it make it another', async () => {
    const first = await h.drop();
    await h.reply('maya', first, good);
    await h.reply('leo', first, good);
    const second = await h.drop();
    await h.reply('maya', second, good);
    expect(asked).toBe(1);
    expect((await h.said(second))[0]).toContain('AI coach');
    await h.reply('leo', second, better);
    await h.reply('leo', await h.drop(), good);
    expect(asked).toBe(3);
  });
});

describe('faults', () => {
  test('an unusable output costs its tokens and nobody’s score: pending, and tried again', async () => {
    fault = new CoachError('truncated');
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    expect(await h.said(thread)).toEqual([]);
    expect(await calls()).toMatchObject([{ input_tokens: 1500, output_tokens: 500 }]);
    fault = undefined;
    h.clock(1);
    await h.sweep();
    expect((await h.said(thread))[0]).toContain('AI coach');
    expect((await h.answers())[0]?.score).toBeGreaterThan(0);
  });

  test('a call that came to nothing counts for nothing, and Retry-After is kept', async () => {
    usage = undefined;
    fault = new CoachError('HTTP 429', { retryAfterMs: 90_000, wasUnread: true });
    await h.reply('maya', await h.drop(), good);
    expect(await calls()).toEqual([]);
    const [row] = await h.services.db.selectFrom('feedback').select(['due_at', 'error']).execute();
    expect([row?.due_at.getTime(), row?.error]).toEqual([h.now.getTime() + 90_000, 'HTTP 429']);
  });
});

describe('a server that stays away', () => {
  test('what may have been worked on is charged for, each time, until the day’s budget ends the calls', async () => {
    usage = undefined;
    fault = new CoachError('timeout');
    await h.command('sam', 'settings set budget 25k');
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    for (let tries = 0; tries < 3; tries += 1) {
      h.clock(1);
      await h.sweep();
    }
    expect(await calls()).toMatchObject(Array(2).fill({ input_tokens: most, finished_at: expect.any(Date) }));
    expect((await h.said(thread))[0]).toContain('today’s AI budget is used up');
  });

  test('is asked for a day; then the author hears it and mentors see the answer first', async () => {
    fault = new CoachError('ECONNREFUSED', { wasUnread: true });
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    await h.sweep();
    for (let hours = 0; hours < 23; hours += 1) {
      h.clock(60);
      await h.sweep();
    }
    const feedback = async () => (await h.said(thread)).filter((card) => card.startsWith('Feedback'));
    expect(await feedback()).toEqual([]);
    for (let hours = 0; hours < 2; hours += 1) {
      h.clock(60);
      await h.sweep();
    }
    const before = asked;
    expect(await feedback()).toEqual([expect.stringContaining('couldn’t be reached for a day')]);
    expect(await h.command('priya', 'reviews')).toContain('the coach couldn’t read it');
    h.clock(48 * 60);
    await h.sweep();
    expect(asked).toBe(before);
    // Whoever asks again gets another day.
    await h.reply('leo', thread, better);
    fault = undefined;
    h.clock(5);
    await h.sweep();
    expect((await h.said(thread)).at(-1)).toContain('AI coach');
  });

  test('ends a conversation after a day', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    fault = new CoachError('HTTP 503');
    const [answer] = await h.answers();
    const form = await h.core.action(h.actor('maya'), 'answer-follow-up', answer?.id ?? '');
    if (form.type !== 'form') throw new Error('no form');
    await h.core.submit(h.actor('maya'), 'follow-up', form.form.subject, { reply: 'By month.' });
    for (let hours = 0; hours <= 25; hours += 1) {
      await h.sweep();
      h.clock(60);
    }
    expect((await h.said(thread))[0]).toContain('the conversation ends here');
    const before = talked.length;
    h.clock(60);
    await h.sweep();
    expect(talked).toHaveLength(before);
  });
});

describe('the second opinion', () => {
  test('a large disagreement puts an answer first in the mentors’ queue', async () => {
    const thread = await h.drop();
    await h.reply('leo', thread, good);
    h.clock(5);
    given = { score: 100 };
    await h.reply('maya', thread, poor);
    const [first, second] = (await h.command('priya', 'reviews')).split('@').slice(1);
    expect(first).toMatch(/^maya on .* · the coaches disagree/);
    expect(second).toMatch(/^leo on /);
    expect(second).not.toContain('disagree');
    expect(await h.answers()).toMatchObject([{ mentor_first: null }, { mentor_first: 'disagreement' }]);
  });

  test('no disagreement is seen in a language that the rubric coach can’t read', async () => {
    given = { score: 90 };
    const german =
      'Ich würde zuerst den tatsächlichen Plan ansehen und nach langsamen Stellen suchen, und dann einen passenden Index anlegen, der zu dem Filter passt.';
    await h.reply('maya', await h.drop(), german);
    expect(await h.answers()).toMatchObject([{ mentor_first: null, score: 90 }]);
  });

  test('what the model may not say, the rubric coach does', async () => {
    given = { improvement: '', followUp: '' };
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    const own = await rubric.assess({
      question: await questionAsked(),
      answer: good,
      earlierAnswers: [],
    });
    expect((await h.said(thread))[0]).toContain(own.improvement);
    expect((await h.said(thread))[0]).toContain(own.followUp);
  });
});

async function questionAsked() {
  const { content } = await h.services.db
    .selectFrom('question_revisions')
    .select('content')
    .where('question_id', '=', 'backend/slow-query')
    .executeTakeFirstOrThrow();
  return content;
}

describe('the conversation', () => {
  const open = async (member: string) => {
    const [answer] = await h.answers();
    return h.core.action(h.actor(member), 'answer-follow-up', answer?.id ?? '');
  };
  async function talk(said: string, twice = false): Promise<string> {
    const form = await open('maya');
    if (form.type !== 'form') return replyText(form);
    const send = () => h.core.submit(h.actor('maya'), 'follow-up', form.form.subject, { reply: said });
    const sent = await send();
    if (twice) await send();
    await h.drain();
    return replyText(sent);
  }

  test('goes on the card, at most three turns, each sent once, with all that was said before', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    expect((await h.said(thread))[0]).toContain('[Answer the follow-up]');
    await talk('I would partition by month.', true);
    expect((await h.said(thread))[0]).toMatch(
      /With ten times the rows\?\n> I would partition by month\.\nWell said\.\nAnd then: And the costs\?/,
    );
    await talk('Writes get slower.');
    reply = { reply: 'That is all.', nextQuestion: '' };
    await talk('I would measure them.');
    expect(talked).toHaveLength(3);
    expect(talked[2]).toMatchObject({
      answer: good,
      isLast: true,
      asked: 'And the costs?',
      said: 'I would measure them.',
      before: [
        { question: 'With ten times the rows?', said: 'I would partition by month.', replied: 'Well said.' },
        { question: 'And the costs?', said: 'Writes get slower.', replied: 'Well said.' },
      ],
    });
    expect((await h.said(thread))[0]).not.toContain('[Answer the follow-up]');
    expect(await talk('One more.')).toContain('the conversation is over');
    expect((await calls()).map(({ purpose }) => purpose)).toEqual([
      'feedback',
      ...Array(3).fill('conversation'),
    ]);
  });

  test('is for the author, needs words, and ends with the answer', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    expect(replyText(await open('leo'))).toContain('Only the author of the answer');
    expect(await talk('  ')).toContain('Write a sentence');
    await h.remove(message);
    expect(await talk('Hello?')).toContain('You took that answer back');
  });

  test('waits while the model is away, shows that, and is found by the sweeper', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    fault = new CoachError('HTTP 503');
    await talk('I would partition by month.');
    expect((await h.said(thread))[0]).toContain('The coach is reading this…');
    fault = undefined;
    h.clock(1);
    await h.sweep();
    expect((await h.said(thread))[0]).toContain('Well said.');
  });

  test('costs within the budget: without one there is no form, and a reply under way waits for the next day', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    const form = await open('maya');
    if (form.type !== 'form') throw new Error('no form');
    await h.core.submit(h.actor('maya'), 'follow-up', form.form.subject, { reply: 'By month.' });
    await h.services.db.updateTable('coach_calls').set({ input_tokens: 499_000 }).execute();
    await h.drain();
    expect(talked).toHaveLength(0);
    expect((await h.said(thread))[0]).toContain('tomorrow, when there is AI budget again');
    h.clock('2026-11-25T08:00:00Z');
    await h.sweep();
    expect((await h.said(thread))[0]).toContain('Well said.');
    await h.command('sam', 'settings set budget 0');
    expect(await talk('And more.')).toContain('This workspace has used up today’s AI budget');
  });
});
