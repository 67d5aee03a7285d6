import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createWebPlatform } from '../../adapters/web/platform.ts';
import { seedPlayground } from '../../adapters/web/seed.ts';
import { unpackCard } from '../../adapters/web/store/stored-card.ts';
import { createCore } from '../../src/app/create-core.ts';
import { features } from '../../src/app/features.ts';
import { jobHandlers } from '../../src/app/job-handlers.ts';
import { sweep } from '../../src/app/sweep.ts';
import type { Log } from '../../src/base/log.ts';
import { steadyClock } from '../../src/base/steady-clock.ts';
import { type Block, type Card, plainText } from '../../src/chat/card.ts';
import type { Actor, Core, IncomingMessage, Reply, Role } from '../../src/chat/core.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { WordsSettings } from '../../src/config/words.ts';
import type { Coach } from '../../src/domain/coach.ts';
import type { Track } from '../../src/domain/question.ts';
import { loadBank } from '../../src/questions/load-bank.ts';
import type { Feature } from '../../src/registry/feature.ts';
import type { JobHandler } from '../../src/registry/job.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import type { Services } from '../../src/services/services.ts';
import type { Wake } from '../../src/services/wake.ts';
import { wordsPlugins } from '../../src/words/words-plugin.ts';
import { Counter } from './counter.ts';
import { testDatabase } from './database.ts';
import { tenancyLaw } from './tenancy-law.ts';

export interface HarnessOptions {
  readonly coach?: Coach;
  /** Those of the trial, unless it is said. */
  readonly tracks?: readonly Track[];
  readonly at?: string;
  /** Wraps the playground's platform, to make it fail. */
  readonly platform?: (web: Platform) => Platform;
  /** Members' words are encrypted. */
  readonly words?: WordsSettings;
  /** All of Whetstone's, unless it is said. */
  readonly features?: readonly Feature[];
}

/** One for all: it keeps nothing but rubrics that it has compiled. */
const rubric = rubricCoach();

/** The real core, database, bank, coach and playground platform; time and the order of jobs are the test's. */
export class Harness {
  readonly services: Services;
  readonly core: Core;
  readonly logged: string[] = [];
  readonly wakes: Wake[] = [];
  readonly counter: Counter;
  readonly workspace: string;
  readonly #destroy: () => Promise<void>;
  readonly #features: readonly Feature[];
  readonly #handlers: ReadonlyMap<string, JobHandler>;
  #now: Date;

  private constructor(
    services: (harness: () => Harness) => Services,
    workspace: string,
    at: string,
    destroy: () => Promise<void>,
    features: readonly Feature[],
    counter: Counter,
  ) {
    this.counter = counter;
    this.#now = new Date(at);
    this.workspace = workspace;
    this.#destroy = destroy;
    this.services = services(() => this);
    this.#features = features;
    this.#handlers = jobHandlers(features);
    this.core = createCore(this.services, features);
  }

  static async start(options: HarnessOptions = {}): Promise<Harness> {
    const { db: plain, destroy } = await testDatabase(options.tracks ? 'empty' : 'withQuestions');
    const counter = new Counter();
    const words = wordsPlugins(options.words ?? { keys: [], isOn: false });
    const db = [tenancyLaw(), counter, ...words].reduce((all, plugin) => all.withPlugin(plugin), plain);
    const at = options.at ?? '2026-11-24T08:00:00Z';
    if (options.tracks) await loadBank(db, options.tracks, new Date(at));
    const web = createWebPlatform(db);
    const { id } = await db
      .insertInto('workspaces')
      .values({ platform: 'web', external_id: 'test', name: 'Test' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await seedPlayground(db, id);
    return new Harness(
      (harness) => ({
        db,
        now: () => harness().#now,
        steady: steadyClock(
          () => harness().#now,
          () => 0,
        ),
        coach: options.coach ?? rubric,
        rubric,
        platforms: { web: options.platform?.(web) ?? web },
        wake: async (wakes) => {
          harness().wakes.push(...wakes);
        },
        log: harness().#log(),
      }),
      id,
      at,
      destroy,
      options.features ?? features,
      counter,
    );
  }

  #log(): Log {
    const keep = (context: object, message: string) =>
      this.logged.push(`${message} ${JSON.stringify(context)}`);
    return { info: keep, warn: keep, error: keep };
  }

  async stop(): Promise<void> {
    await this.#destroy();
  }

  get now(): Date {
    return this.#now;
  }

  /** Sets the clock, or moves it on by minutes. */
  clock(to: string | number): void {
    this.#now = typeof to === 'string' ? new Date(to) : new Date(this.#now.getTime() + to * 60_000);
  }

  actor(member: string, channel = 'practice', roles: Role[] = []): Actor {
    const memberName = member.charAt(0).toUpperCase() + member.slice(1);
    const all = [...(member === 'sam' ? (['admin'] as const) : []), ...roles];
    return { workspace: this.workspace, channel, member, memberName, channelName: channel, roles: all };
  }

  /** Runs what has been woken and is due, and what that wakes. */
  async drain(): Promise<void> {
    for (let steps = 0; ; steps += 1) {
      const at = this.wakes.findIndex((wake) => wake.at === undefined || wake.at <= this.#now);
      if (at < 0) return;
      const [wake] = this.wakes.splice(at, 1);
      if (steps > 500) throw new Error(`no end of work: ${JSON.stringify(wake)}`);
      if (wake) await this.run(wake);
    }
  }

  async run(wake: Wake): Promise<void> {
    await this.#handlers.get(wake.job)?.(this.services, wake.data);
  }

  /** What the sweeper does after the queue has lost everything. */
  async sweep(): Promise<void> {
    this.wakes.length = 0;
    await sweep(this.services, this.#features);
    await this.drain();
  }

  /** A command's reply as text; posts that it caused are delivered. */
  async command(member: string, text: string, channel = 'practice'): Promise<string> {
    const reply = await this.core.command(this.actor(member, channel), text);
    await this.drain();
    return replyText(reply);
  }

  /** Asks for a question and returns the message that its thread hangs on. */
  async drop(text = 'question backend/slow-query', channel = 'practice'): Promise<string> {
    await this.command('sam', text, channel);
    const drop = await this.services.db
      .selectFrom('drops')
      .select('message')
      .where('workspace_id', '=', this.workspace)
      .where('source', '!=', 'private')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    if (drop.message === null) throw new Error('the drop was not posted');
    return drop.message;
  }

  message(
    member: string,
    thread: string | undefined,
    text: string,
    more: Partial<IncomingMessage> = {},
  ): IncomingMessage {
    return {
      ...this.actor(member),
      message: randomUUID(),
      mentions: [],
      text,
      fromBot: false,
      ...(thread === undefined ? {} : { thread }),
      ...more,
    };
  }

  /** Somebody replies in a thread; feedback and the like are delivered. */
  async reply(
    member: string,
    thread: string,
    text: string,
    more: Partial<IncomingMessage> = {},
  ): Promise<IncomingMessage> {
    const message = this.message(member, thread, text, more);
    await this.core.messagePosted(message);
    await this.drain();
    return message;
  }

  async edit(message: IncomingMessage, text: string): Promise<void> {
    await this.core.messageEdited({ ...message, text });
    await this.drain();
  }

  async remove(message: IncomingMessage): Promise<void> {
    await this.core.messageDeleted(message);
    await this.drain();
  }

  async react(member: string, message: IncomingMessage, emoji: string, gone = false): Promise<void> {
    const reaction = { ...this.actor(member), message: message.message, emoji, at: this.services.now() };
    await (gone ? this.core.reactionRemoved(reaction) : this.core.reactionAdded(reaction));
    await this.drain();
  }

  async answers() {
    return this.services.db.selectFrom('answers').selectAll().orderBy('id').execute();
  }

  /** What the bot's messages say now, in order: in a thread, or with `undefined` in the channel. */
  async said(thread?: string, onlyFor?: string): Promise<string[]> {
    const { rows } = await sql<{ card: Card }>`
      select card from web_messages
      where workspace_id = ${this.workspace} and author_id is null and deleted_at is null
        and thread_id::text is not distinct from ${thread ?? null}
        and only_for is not distinct from ${onlyFor ?? null}
      order by id`.execute(this.services.db);
    return rows.map(({ card }) => cardText(unpackCard(card)));
  }
}

export function replyText(reply: Reply): string {
  switch (reply.type) {
    case 'private':
      return cardText(reply.card);
    case 'form':
      return `form: ${reply.form.title}`;
    case 'invalid':
      return Object.values(reply.errors).join('\n');
    default:
      return '';
  }
}

/** A card as a person would read it. */
export function cardText(card: Card): string {
  if (JSON.stringify(card.blocks).includes('`/interview'))
    throw new Error('a card shows a command between backticks');
  return card.blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.map((item) => `- ${plainText(item)}`).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plainText(value)}`).join('\n');
    case 'table':
      return block.rows.map((row) => row.map(plainText).join(' | ')).join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ');
    case 'divider':
      return '';
    case 'picture':
      return `[picture: ${block.alt}]`;
    case 'quote':
      return `> ${block.text}`;
    default:
      return plainText(block.text);
  }
}
