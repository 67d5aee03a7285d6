import pRetry from 'p-retry';
import { expect, vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { good, onAnything } from '../support/answers.ts';
import { anywhere } from './anywhere.ts';
import { type Chat, guests, type Person, people } from './chat.ts';
import type { Crowd, Said } from './crowd.ts';
import { Practice } from './practice.ts';
import { Chance } from './settings.ts';

const longestPracticeMs = 1500;
/** Of those who are there at first; afterwards they leave as soon as they have done all that. */
const longestStayMs = 15_000;

/** Who is new in the end; the others are gone. */
export const returned: Person = 'tess';

/** Where something of a member is as long as they are one, whatever others do. */
const lasting = ['members', 'answers', 'answer_revisions', 'mocks', 'recall_settings'];

/** People who answer, vote and practise, want to be forgotten, and come back as new: again and again. */
export class Guests {
  /** What stays of them without their name. */
  readonly left = { answers: 0, votes: 0 };
  readonly practices = new Map<Person, Practice>();
  /** Whoever asked to be forgotten, with the tables that had something of them. */
  readonly #leaving = new Map<Person, readonly string[]>();
  readonly #db: Db;
  readonly #chat: Chat;
  readonly #crowd: Crowd;
  readonly #chance: Chance;
  #texts = 0;

  constructor(db: Db, chat: Chat, crowd: Crowd, name: string) {
    this.#db = db;
    this.#chat = chat;
    this.#crowd = crowd;
    this.#chance = new Chance(`${name} guests`);
    for (const guest of guests) {
      const cast = { alone: [guest], reminded: [guest] };
      this.practices.set(guest, new Practice(chat, new Chance(`${name} ${guest}`), cast));
    }
  }

  /** All are there before anything goes wrong. */
  async prepare(): Promise<void> {
    await Promise.all([...this.practices].map((one) => this.#come(...one)));
  }

  /** Until it is told to stop; whoever is there is forgotten then. */
  async act(until: AbortSignal): Promise<void> {
    const comeAndGo = async ([guest, practice]: [Person, Practice]) => {
      await this.#chance.moment(longestStayMs);
      await this.#leave(guest, practice);
      while (!until.aborted) {
        await this.#come(guest, practice);
        await this.#leave(guest, practice);
      }
      if (guest === returned)
        this.#crowd.said.push(await this.#answer(guest, this.#thread(), 'That is all.'));
    };
    await Promise.all([...this.practices].map(comeAndGo));
  }

  /** Of whoever is being forgotten, all is there or nothing. */
  async expectWhole(): Promise<void> {
    for (const [guest, before] of this.#leaving) {
      // Whoever sent the form twice may have asked once more after they were gone.
      const now = (await this.#tablesOf(guest)).filter((table) => table !== 'erasures');
      if (now.length > 0)
        expect(now, `half of ${guest} is there`).toEqual(expect.arrayContaining([...before]));
    }
  }

  /** A pattern of whatever names somebody or is theirs, as all that they write does. */
  named(guest: Person): string {
    return `\\m(${guest}|${this.#chat.id(guest)})\\M`;
  }

  async #come(guest: Person, practice: Practice): Promise<void> {
    await Promise.all([this.#takePart(guest), this.#practise(practice)]);
  }

  /** Votes, answers and gets a vote. What happens in one thread is told in order, so the first vote is stored when the answer is. */
  async #takePart(guest: Person): Promise<void> {
    const thread = this.#thread();
    await this.#vote(guest, thread);
    this.#texts += 1;
    const answer = await this.#answer(guest, thread, `That is what ${guest} wrote ${this.#texts}.`);
    await this.#chat.react(this.#chance.of(people) ?? 'leo', answer.message, '👍', true);
    await this.#until(async () => (await this.#stored(answer.message))?.votes === 1);
    // Whoever leaves before is forgotten half a minute later.
    if (this.#chance.next() < 0.8) await this.#until(async () => this.#hasFeedback(guest));
  }

  async #practise(practice: Practice): Promise<void> {
    const enough = new AbortController();
    const practising = practice.act(enough.signal);
    await this.#chance.moment(longestPracticeMs);
    enough.abort();
    await practising;
  }

  #thread(): string {
    return this.#chance.of(this.#chat.threads().slice(-6)) ?? '';
  }

  async #vote(guest: Person, thread: string): Promise<void> {
    const one = this.#chance.of(
      this.#crowd.said.filter((said) => said.thread === thread && !said.isGone && !said.votes.has(guest)),
    );
    if (!one) return;
    one.votes.add(guest);
    await this.#chat.react(guest, one.message, '👍', true);
  }

  async #answer(author: Person, thread: string, last: string): Promise<Said> {
    const text = `${good} ${onAnything} ${last}`;
    const message = await this.#chat.write(author, thread, text);
    await this.#until(async () => (await this.#stored(message))?.state === 'standing');
    const nothing = {
      votes: new Set<Person>(),
      approvals: new Set<Person>(),
      comments: new Map(),
      unsure: [],
    };
    return { thread, author, message, text, isGone: false, ...nothing };
  }

  async #leave(guest: Person, practice: Practice): Promise<void> {
    if (this.#chance.next() < 0.5) await practice.takeAlong(guest);
    const before = await this.#tablesOf(guest);
    this.#leaving.set(
      guest,
      before.filter((table) => lasting.includes(table)),
    );
    const keepsReviews = this.#chance.next() < 0.5;
    while (!(await this.#chat.alone.forget(guest, keepsReviews))) await this.#chance.moment(200);
    await this.#until(async () => {
      const { length } = await this.#db
        .selectFrom('erasures')
        .select('as_id')
        .where('member_id', '=', this.#chat.id(guest))
        .execute();
      return length === 0;
    });
    this.#leaving.delete(guest);
    this.left.answers += 1;
    this.left.votes += 1;
    expect(await this.#tablesOf(guest), `${guest} is gone`).toEqual([]);
  }

  /** While the database is away nobody can look. */
  #tablesOf(guest: Person): Promise<string[]> {
    return pRetry(() => anywhere(this.#db, this.named(guest)), { retries: 200, minTimeout: 100, factor: 1 });
  }

  #hasFeedback(guest: Person): boolean {
    return this.#chat.said().some(({ words }) => words.includes(`For @${this.#chat.id(guest)}`));
  }

  #stored(message: string) {
    const answers = this.#db.selectFrom('answers').select(['state', 'votes']);
    return answers.where('message', '=', message).executeTakeFirst();
  }

  /** While the database is away nothing is so. */
  async #until(isSo: () => Promise<boolean>): Promise<void> {
    await vi.waitUntil(() => isSo().catch(() => false), { timeout: 200_000, interval: 50 });
  }
}
