import { createWebPlatform } from '../../adapters/web/platform.ts';
import { firstChannel } from '../../adapters/web/seed.ts';
import { insertMessage } from '../../adapters/web/store/write-messages.ts';
import { createCore } from '../../src/app/create-core.ts';
import { features } from '../../src/app/features.ts';
import { jobHandlers } from '../../src/app/job-handlers.ts';
import type { Log } from '../../src/base/log.ts';
import { steadyClock } from '../../src/base/steady-clock.ts';
import { inZone, localDay } from '../../src/base/time.ts';
import type { Actor, Core } from '../../src/chat/core.ts';
import type { Db } from '../../src/database/database.ts';
import type { Question } from '../../src/domain/question.ts';
import { dropsWithQuestion } from '../../src/practice/drops.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import type { Services } from '../../src/services/services.ts';
import type { Wake } from '../../src/services/wake.ts';
import { chance } from './chance.ts';
import { sayable } from './sayable.ts';

const minuteMs = 60_000;

/** How much of a complete answer each says, and how often they answer at all. */
const habits = [
  { id: 'maya', knows: 0.6, answers: 0.85 },
  { id: 'leo', knows: 0.75, answers: 0.6 },
  { id: 'noor', knows: 0.5, answers: 0.7 },
  { id: 'tomas', knows: 0.35, answers: 0.45 },
  { id: 'ines', knows: 0.85, answers: 0.5 },
] as const;

const remarks = [
  'Good structure. Say the trade-off a sentence earlier.',
  'I would have liked one number in there.',
  'Clear and calm, I would hire for that.',
  'You know it, but you stop before the part that prevents it next time.',
];

/** A team that lives through days past, with the core at its own time. */
export class Team {
  readonly core: Core;
  answers = 0;
  readonly #db: Db;
  readonly #workspace: string;
  readonly #zone: string;
  readonly #services: Services;
  readonly #handlers = jobHandlers(features);
  readonly #wakes: Wake[] = [];
  #now: Date;
  #lastDrop = '0';

  constructor(db: Db, workspace: string, log: Log, zone: string, begin: Date) {
    this.#zone = zone;
    this.#db = db;
    this.#workspace = workspace;
    this.#now = begin;
    const rubric = rubricCoach();
    const now = () => this.#now;
    this.#services = {
      db,
      now,
      steady: steadyClock(now, () => 0),
      log,
      coach: rubric,
      rubric,
      platforms: { web: createWebPlatform(db) },
      wake: async (wakes) => void this.#wakes.push(...wakes),
    };
    this.core = createCore(this.#services);
  }

  actor(member: string): Actor {
    const roles = member === 'sam' ? (['admin'] as const) : [];
    return { workspace: this.#workspace, channel: firstChannel, channelName: firstChannel, member, roles };
  }

  /** A day up to `end`: the question comes in the morning, and is answered, voted for and reviewed. */
  async live(end: Date): Promise<void> {
    const morning = inZone(end, this.#zone).with({ hour: 9, minute: 5 }).epochMilliseconds;
    await this.#passUntil(new Date(Math.min(morning, end.getTime())));
    await this.#practise();
    await this.#passUntil(end);
  }

  async #practise(): Promise<void> {
    const drop = await this.#newDrop();
    if (!drop) return;
    const day = localDay(this.#now, 'UTC');
    const given: { readonly member: string; readonly answer: string }[] = [];
    for (const { id, knows, answers } of habits) {
      if (chance(id, day) > answers) continue;
      const answer = await this.#answer(id, drop.message, sayable(drop.question, id, knows));
      if (answer) given.push({ member: id, answer });
    }
    for (const { member, answer } of given) {
      for (const { id } of habits)
        if (id !== member && chance(id, member, day) < 0.3)
          await this.core.action(this.actor(id), 'vote', answer);
      if (chance('review', member, day) < 0.25) await this.#review(answer, day);
    }
    await this.#settle();
  }

  /** Does what was woken, each at its time. */
  async #passUntil(moment: Date): Promise<void> {
    for (;;) {
      const due = this.#wakes
        .filter(({ at }) => !at || at <= moment)
        .sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0))[0];
      if (!due) break;
      this.#wakes.splice(this.#wakes.indexOf(due), 1);
      if (due.at && due.at > this.#now) this.#now = due.at;
      await this.#handlers.get(due.job)?.(this.#services, due.data);
      await this.#dateMessages();
    }
    if (moment > this.#now) this.#now = moment;
  }

  async #settle(): Promise<void> {
    await this.#passUntil(this.#now);
  }

  /** Messages get the time at which they would have come. */
  async #dateMessages(): Promise<void> {
    await this.#db
      .updateTable('web_messages')
      .set({ created_at: this.#now })
      .where('workspace_id', '=', this.#workspace)
      .where('created_at', '>', this.#now)
      .execute();
  }

  async #newDrop(): Promise<{ readonly message: string; readonly question: Question } | undefined> {
    const drop = await dropsWithQuestion(this.#db)
      .select(['drops.id', 'message', 'content'])
      .where('workspace_id', '=', this.#workspace)
      .where('drops.id', '>', this.#lastDrop)
      .where('state', '=', 'open')
      .where('source', '=', 'schedule')
      .orderBy('drops.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!drop?.message) return undefined;
    this.#lastDrop = drop.id;
    return { message: drop.message, question: drop.content };
  }

  /** Writes an answer into a thread and has it read. Returns its id. */
  async #answer(member: string, thread: string, text: string): Promise<string | undefined> {
    this.#now = new Date(this.#now.getTime() + Math.round(2 + chance(member, thread) * 10) * minuteMs);
    const place = { workspace: this.#workspace, channel: firstChannel, thread };
    const message = await insertMessage(this.#db, { ...place, author: member, text });
    await this.core.messagePosted({
      ...this.actor(member),
      message,
      thread,
      mentions: [],
      text,
      fromBot: false,
    });
    await this.#settle();
    await this.#dateMessages();
    const answer = await this.#db
      .selectFrom('answers')
      .select('id')
      .where('workspace_id', '=', this.#workspace)
      .where('message', '=', message)
      .where('state', '=', 'standing')
      .executeTakeFirst();
    if (answer) this.answers += 1;
    return answer?.id;
  }

  async #review(answer: string, day: string): Promise<void> {
    const place = Math.floor(chance('remark', answer, day) * remarks.length);
    const score = String(3 + Math.floor(chance('score', answer, day) * 3));
    await this.core.submit(this.actor('priya'), 'review', `${answer}:seed-${answer}`, {
      score,
      comment: remarks[place] ?? '',
    });
  }
}
