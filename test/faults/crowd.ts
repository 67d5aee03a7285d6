import { better, good, onAnything } from '../support/answers.ts';
import { type Chat, type Person, people } from './chat.ts';
import type { Chance } from './settings.ts';

export const mentors: readonly Person[] = ['priya', 'sam'];

/** Whether what a mentor writes is an answer is asked first, so mentors write none here. */
const authors = people.filter((person) => !mentors.includes(person));

interface Comment {
  readonly mentor: Person;
  /** Undefined for what came by a form. */
  readonly message?: string;
}

/** What somebody wrote into a thread, and what others think of it: what must be true in the end. */
export interface Said {
  readonly thread: string;
  readonly author: Person;
  readonly message: string;
  text: string;
  isGone: boolean;
  readonly votes: Set<Person>;
  readonly approvals: Set<Person>;
  /** What mentors say, by text. */
  readonly comments: Map<string, Comment>;
  /** What may have been stored, and need not. */
  readonly unsure: string[];
}

interface Habits {
  /** How many questions they ask for. */
  readonly mostDrops: number;
  /** In how many of the latest threads they are active. */
  readonly lately: number;
  readonly absent?: Person;
}

const usual: Habits = { mostDrops: 24, lately: Number.POSITIVE_INFINITY };

const answeredLately = 6;

/** People who do at random whatever people do, many things at once but to each answer one after the other. */
export class Crowd {
  readonly said: Said[] = [];
  /** How often a question was asked for, and how often that was acknowledged. */
  asked = 0;
  acknowledged = 0;
  /** How many things were done. */
  done = 0;
  readonly #chat: Chat;
  readonly #chance: Chance;
  readonly #busy = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #habits: Habits;
  #texts = 0;

  constructor(chat: Chat, chance: Chance, habits = usual) {
    this.#chat = chat;
    this.#chance = chance;
    this.#habits = habits;
  }

  /** Until it is told to stop; what is begun is brought to its end. */
  async act(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      this.#begin();
      await this.#chance.moment(60);
    }
    await this.#end();
  }

  /** So many things, one after the other as they are begun, over about this time. */
  async actFor(ms: number, things: number): Promise<void> {
    for (let left = things; left > 0; left -= 1) {
      this.#begin();
      await this.#chance.moment((2 * ms) / things);
    }
    await this.#end();
  }

  async #end(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #begin(): void {
    if (this.#underWay.size > 12) return;
    const threads = this.#chat.threads().slice(-this.#habits.lately);
    const [kind, other] = [this.#chance.next(), this.#chance.next()];
    const isEnough = this.acknowledged >= this.#habits.mostDrops || kind > 0.08;
    if (!isEnough) this.#run('ask', () => this.ask());
    else if (kind < 0.35) this.#answer(threads);
    else {
      const one = this.#chance.of(
        this.said.filter(({ isGone, thread }) => !isGone && threads.includes(thread)),
      );
      if (one) this.#run(one.message, () => this.#treat(one, other));
    }
  }

  #run(what: string, work: () => Promise<void>): void {
    if (this.#busy.has(what)) return;
    this.#busy.add(what);
    this.done += 1;
    const done = work().finally(() => {
      this.#busy.delete(what);
      this.#underWay.delete(done);
    });
    this.#underWay.add(done);
  }

  async ask(): Promise<void> {
    this.asked += 1;
    if (await this.#chat.ask(this.#chance.of(this.#present(people)) ?? 'leo')) this.acknowledged += 1;
  }

  #answer(threads: readonly string[]): void {
    const thread = this.#chance.of(threads.slice(-answeredLately)) ?? '';
    const author = this.#chance.of(this.#present(authors)) ?? 'leo';
    if (this.said.some((one) => one.thread === thread && one.author === author)) return;
    this.#run(`${thread} ${author}`, async () => {
      const text = this.#text();
      const message = await this.#chat.write(author, thread, text);
      const empty = {
        votes: new Set<Person>(),
        approvals: new Set<Person>(),
        comments: new Map(),
        unsure: [],
      };
      this.said.push({ thread, author, message, text, isGone: false, ...empty });
    });
  }

  /** `kind` from 0 to 1 says what is done. */
  async #treat(one: Said, kind: number): Promise<void> {
    if (kind < 0.15) return this.#edit(one);
    if (kind < 0.6) return this.#toggle(one, '👍', one.votes, people);
    if (kind < 0.72) return this.#toggle(one, '✅', one.approvals, mentors);
    if (kind < 0.84) return this.#comment(one);
    if (kind < 0.96) return this.#review(one);
    one.isGone = true;
    await this.#chat.remove(one.author, one.message);
  }

  async #edit(one: Said): Promise<void> {
    one.text = this.#text();
    await this.#chat.edit(one.author, one.message, one.text);
  }

  async #toggle(
    { author, message }: Said,
    emoji: '👍' | '✅',
    by: Set<Person>,
    among: readonly Person[],
  ): Promise<void> {
    const person = this.#chance.of(this.#present(among).filter((name) => name !== author));
    if (!person) return;
    const isOn = !by.has(person);
    if (isOn) by.add(person);
    else by.delete(person);
    await this.#chat.react(person, message, emoji, isOn);
  }

  async #comment({ thread, author, message, comments }: Said): Promise<void> {
    const [known] = [...comments].filter(([, comment]) => comment.message !== undefined);
    if (known && this.#chance.next() < 0.3) {
      const [text, { mentor, message: remark = '' }] = known;
      comments.delete(text);
      return this.#chat.remove(mentor, remark);
    }
    const mentor = this.#mentor();
    const text = this.#remark();
    const remark = await this.#chat.comment(mentor, thread, { author, message }, text);
    comments.set(text, { mentor, message: remark });
  }

  async #review({ author, thread, comments, unsure }: Said): Promise<void> {
    const name = `For @${this.#chat.id(author)}`;
    const feedback = this.#chat.said().find((one) => one.thread === thread && one.words.includes(name));
    if (!feedback) return;
    const mentor = this.#mentor();
    const text = this.#remark();
    const outcome = await this.#chat.review(mentor, feedback.id, text);
    if (outcome === 'said') comments.set(text, { mentor });
    if (outcome === 'unsure') unsure.push(text);
  }

  #present(among: readonly Person[]): Person[] {
    return among.filter((person) => person !== this.#habits.absent);
  }

  #mentor(): Person {
    return this.#chance.of(mentors) ?? 'sam';
  }

  #remark(): string {
    this.#texts += 1;
    return `Remark ${this.#texts}.`;
  }

  #text(): string {
    this.#texts += 1;
    return `${this.#chance.of([good, better])} ${onAnything} That is my version ${this.#texts}.`;
  }
}
