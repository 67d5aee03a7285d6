import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localDay } from '../../src/base/time.ts';
import type { Block, Button, Card } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/core.ts';
import { duePoints } from '../../src/recall/due-points.ts';
import { memoriesOf } from '../../src/recall/memories.ts';
import { openElsewhere, withoutKeys } from '../app/elsewhere.ts';
import { good, mistaken, poor } from '../support/answers.ts';
import { cardText, Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const days = (count: number) => h.clock(count * 1440);

function buttonsOf(card: Card): Button[] {
  return card.blocks.flatMap((block: Block) => (block.type === 'buttons' ? block.buttons : []));
}

function cardOf(reply: Reply): Card {
  if (reply.type !== 'private') throw new Error(`a card was expected, not ${reply.type}`);
  return reply.card;
}

const recall = async (member = 'maya') => cardOf(await h.core.command(h.actor(member), 'recall'));

async function press(card: Card, label: string, member = 'maya'): Promise<Reply> {
  const button = buttonsOf(card).find((one) => one.label === label);
  if (!button) throw new Error(`no “${label}” in: ${cardText(card)}`);
  return h.core.action(h.actor(member), button.action, button.value);
}

/** Answers what a card asks for. */
async function say(card: Card, answer: string): Promise<Card> {
  const opened = await press(card, 'Answer');
  if (opened.type !== 'form') throw new Error('no form');
  return cardOf(await h.core.submit(h.actor('maya'), opened.form.name, opened.form.subject, { answer }));
}

/** The key points of backend/slow-query. */
async function points() {
  const { content } = await h.services.db
    .selectFrom('question_revisions')
    .select('content')
    .where('question_id', '=', 'backend/slow-query')
    .executeTakeFirstOrThrow();
  return content.key_points;
}

async function answered(text: string, member = 'maya') {
  const thread = await h.drop();
  return h.reply(member, thread, text);
}

const recalls = () => h.services.db.selectFrom('recalls').selectAll().orderBy('id').execute();

describe('what is asked', () => {
  test('nothing, of whom has answered nothing; it says how to begin', async () => {
    const card = await recall();
    expect(cardText(card)).toContain('Nothing is due today.');
    expect(cardText(card)).toContain('/interview question private');
    expect(await recalls()).toEqual([]);
  });

  test('nothing on the day of the answer; from the next day on what was missed, by its hint', async () => {
    await answered(good);
    expect(cardText(await recall())).toContain('The next key point is due');
    days(1);
    const card = await recall();
    const asked = (await points()).find(({ hint }) => cardText(card).includes(hint ?? 'none'));
    expect(asked).toBeDefined();
    expect(cardText(card)).not.toContain(asked?.text);
    const { assessment } = await h.services.db
      .selectFrom('feedback')
      .select('assessment')
      .executeTakeFirstOrThrow();
    expect(assessment?.missing).toContain(asked?.id);
  });

  test('nothing else because of what the same member did in another workspace', async () => {
    await answered(good);
    days(1);
    const due = () =>
      duePoints(
        h.services.db,
        [{ workspace: h.workspace, member: 'maya', timeZone: 'UTC' }],
        h.services.now(),
      );
    const before = await due();
    expect(before[0]?.due.length).toBeGreaterThan(0);
    const [elsewhere] = await openElsewhere(h, false);
    await withoutKeys(h.services.db, async (tx) => {
      await sql`update feedback set revision = 0 where workspace_id = ${elsewhere}`.execute(tx);
      await sql`insert into reviews overriding system value
        select (jsonb_populate_record(null::reviews, jsonb_build_object('workspace_id', ${elsewhere}::bigint, 'id', 1,
          'answer_id', id, 'mentor_id', 'priya', 'revision', 1, 'score', 5, 'comment', '', 'approved', true, 'source', 'form',
          'source_id', 't', 'created_at', created_at))).* from answers where workspace_id = ${h.workspace}`.execute(
        tx,
      );
    });
    for (const { question: question_id, owner: question_owner, point } of before[0]?.due ?? [])
      await h.services.db
        .insertInto('recalls')
        .values({
          ...{ workspace_id: elsewhere, member_id: 'maya', question_owner, question_id, point },
          ...{ day: localDay(h.services.now(), 'UTC'), state: 'answered', verdict: 'covered' },
          ...{ asked_at: h.services.now(), answered_at: h.services.now() },
        })
        .execute();
    expect(await due()).toEqual(before);
  });

  test('the same until it is answered, however often it is asked for at once', async () => {
    await answered(good);
    days(1);
    const cards = await Promise.all([recall(), recall(), recall()]);
    expect(new Set(cards.map(cardText)).size).toBe(1);
    expect(await recalls()).toHaveLength(1);
  });

  test('the whole question when several of its points are due, as private practice whose answer counts', async () => {
    await answered(poor);
    days(1);
    const card = await recall();
    expect(cardText(card)).toContain('Several key points of this question are due');
    expect(cardText(await recall())).toBe(cardText(card));
    const form = await press(card, 'Answer');
    if (form.type !== 'form') throw new Error('no form');
    await h.core.submit(h.actor('maya'), 'private-answer', form.form.subject, { answer: good });
    await h.drain();
    expect(cardText(await recall())).toContain('That’s all for today.');
    days(3);
    const covered = (await h.services.db.selectFrom('feedback').select('assessment').execute()).at(-1)
      ?.assessment?.covered;
    const after = cardText(await recall());
    for (const { id, hint } of await points()) if (covered?.includes(id)) expect(after).not.toContain(hint);
  });

  test('no more than the member wants in a day, unless they ask for one more', async () => {
    await answered(good);
    expect(await h.command('maya', 'recall set 51')).toContain('Choose a number from 1 to 50');
    expect(await h.command('maya', 'recall set 1')).toContain('You’re asked once a day');
    days(1);
    await press(await recall(), 'I don’t know');
    const limit = await recall();
    expect(cardText(limit)).toMatch(/That’s it for today: 1 asked\. \d more key points? (is|are) due\./);
    expect(await recalls()).toHaveLength(1);
    await press(limit, 'One more');
    expect(await recalls()).toHaveLength(2);
    days(1);
    await recall();
    expect(await recalls()).toHaveLength(3);
  });

  test('nothing of an answer that was taken back', async () => {
    const message = await answered(good);
    await h.remove(message);
    days(2);
    expect(cardText(await recall())).toContain('Nothing is due today.');
  });

  test('nothing of a question that is no longer asked', async () => {
    await answered(good);
    await h.command('priya', 'bank retire backend/slow-query');
    days(2);
    expect(cardText(await recall())).toContain('Nothing is due today.');
  });
});

test('a question that is retired while it is asked doesn’t end the day', async () => {
  await answered(good);
  await h.reply('maya', await h.drop('question backend/incident'), good);
  days(1);
  await recall();
  const [first] = await recalls();
  await h.command('priya', `bank retire ${first?.question_id}`);
  expect(cardText(await recall())).not.toContain('That’s all for today.');
  expect(await recalls()).toMatchObject([{ state: 'skipped' }, { state: 'asked' }]);
  expect((await recalls())[1]?.question_id).not.toBe(first?.question_id);
});

test('a whole question can be left for another day', async () => {
  await answered(poor);
  days(1);
  const next = cardText(cardOf(await press(await recall(), 'Skip')));
  expect(next).toContain('That’s all for today.');
  expect(await recalls()).toMatchObject([{ state: 'skipped' }]);
});

describe('what comes of it', () => {
  async function asked() {
    await answered(good);
    days(1);
    const card = await recall();
    const point = (await points()).find(({ hint }) => cardText(card).includes(hint ?? 'none'));
    if (!point) throw new Error('no point was asked for');
    return { card, point };
  }

  test('who makes the point is told so, sees it, and hears later of it', async () => {
    const { card, point } = await asked();
    const shown = await say(card, point.examples[0] ?? '');
    expect(cardText(shown)).toContain('You made the point');
    expect(cardText(shown)).toContain(point.text);
    expect(await recalls()).toMatchObject([{ state: 'answered', verdict: 'covered' }]);
  });

  test('who doesn’t sees it, too, and may say that they did make it', async () => {
    const { card, point } = await asked();
    const shown = await say(card, 'I would buy a bigger machine and hope for the best.');
    expect(cardText(shown)).toContain('Not this time');
    expect(cardText(shown)).toContain(point.text);
    expect(await recalls()).toMatchObject([{ verdict: 'missing' }]);
    expect(replyText(await press(shown, 'I did make it'))).toContain('Noted');
    expect(await recalls()).toMatchObject([{ verdict: 'covered' }]);
  });

  test('a language that the coach can’t read is left to the member', async () => {
    const { card } = await asked();
    const shown = await say(card, 'Ich lese zuerst den Ausführungsplan und suche dann nach dem Fehler.');
    expect(cardText(shown)).toContain('only knows English');
  });

  test('what they say is kept nowhere', async () => {
    const { card } = await asked();
    await say(card, 'My grandmother’s pancakes are a secret between us two.');
    const { rows } = await sql<{ all: string }>`select database_to_xml(true, false, '')::text as all`.execute(
      h.services.db,
    );
    expect(rows[0]?.all).toContain('EXPLAIN ANALYZE');
    expect(rows[0]?.all).not.toContain('pancakes');
    expect(h.logged.join('')).not.toContain('pancakes');
  });

  test('a form that is sent twice counts once, and one sent after giving up changes nothing', async () => {
    const { card, point } = await asked();
    await press(card, 'I don’t know');
    expect(replyText(await press(card, 'Answer'))).toContain('dealt with that one already');
    const late = { answer: point.examples[0] ?? '' };
    const sent = await h.core.submit(h.actor('maya'), 'recall-answer', (await recalls())[0]?.id ?? '', late);
    expect(replyText(sent)).toContain('dealt with that one already');
    expect(await recalls()).toMatchObject([{ verdict: 'missing' }]);
  });

  test('a point that is skipped isn’t asked again that day', async () => {
    const { card } = await asked();
    const next = cardText(cardOf(await press(card, 'Skip')));
    expect(next).not.toBe(cardText(card));
    expect(cardText(await recall())).not.toBe(cardText(card));
  });

  test('nobody else can answer it', async () => {
    const { card } = await asked();
    expect(replyText(await press(card, 'I don’t know', 'leo'))).toContain('asked of somebody else');
    expect(await recalls()).toMatchObject([{ state: 'asked' }]);
  });
});

describe('how well the answer was known', () => {
  /** How likely each key point is still known, by its id. */
  async function known(at = 5) {
    const now = new Date(h.now.getTime() + at * 86_400_000);
    const [memories = []] = await memoriesOf(
      h.services.db,
      [{ workspace: h.workspace, member: 'maya' }],
      now,
    );
    return new Map(memories.map(({ point, due }) => [point, due.getTime()]));
  }

  test('a mentor’s praise makes it last longer, and a misconception shorter', async () => {
    const message = await answered(good);
    const plain = await known();
    await h.react('priya', message, '✅');
    const praised = await known();
    const [covered = ''] =
      (await h.services.db.selectFrom('feedback').select('assessment').executeTakeFirstOrThrow()).assessment
        ?.covered ?? [];
    expect(praised.get(covered)).toBeGreaterThan(plain.get(covered) ?? 0);
    await h.react('priya', message, '✅', true);
    expect(await known()).toEqual(plain);
    await h.edit(message, mistaken);
    expect((await known()).get(covered)).toBe(plain.get(covered));
  });

  test('what only an edit after the feedback makes was remembered with difficulty', async () => {
    const message = await answered(poor);
    const before = await known();
    h.clock(5);
    await h.edit(message, good);
    const after = await known();
    const { assessment } =
      (await h.services.db.selectFrom('feedback').select('assessment').orderBy('revision').execute()).at(
        -1,
      ) ?? {};
    for (const point of assessment?.covered ?? [])
      expect(after.get(point)).toBeGreaterThanOrEqual(before.get(point) ?? 0);
    expect(assessment?.covered.some((point) => (after.get(point) ?? 0) > (before.get(point) ?? 0))).toBe(
      true,
    );
  });
});
