import { RESTJSONErrorCodes as Code, type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Card } from '../../src/chat/card.ts';
import { codeOf } from './errors.ts';
import type { Guilds } from './guilds.ts';

/** Discord shows a mention of somebody who isn't in the server as a bare number. */
const gone: readonly unknown[] = [Code.UnknownMember, Code.UnknownUser];

/** Whether a member is still there; of who isn't, the name to show. */
type Known = { readonly isHere: true } | { readonly isHere: false; readonly name: string };

/**
 * Who left a server. That Discord tells only with a privileged intent, so it is asked of the members whom a card names, once an hour each,
 * and of those who left every five minutes.
 */
export class Members {
  readonly #rest: REST;
  readonly #guilds: Guilds;
  readonly #known = new LRUCache<string, Known>({ max: 50_000, ttl: 3_600_000 });
  readonly #storedName: (workspace: string, member: string) => Promise<string | undefined>;

  /** @param storedName what a member was called last */
  constructor(
    rest: REST,
    guilds: Guilds,
    storedName: (workspace: string, member: string) => Promise<string | undefined>,
  ) {
    this.#rest = rest;
    this.#guilds = guilds;
    this.#storedName = storedName;
  }

  /** Somebody did something there, so that they needn't be asked for. */
  sawHere(workspace: string, member: string): void {
    this.#known.set(`${workspace} ${member}`, { isHere: true });
  }

  /** What they were called. */
  forget(workspace: string, member: string): void {
    this.#known.delete(`${workspace} ${member}`);
  }

  /** The card in which who left has the name that Whetstone knew last. Whom it is for a message's own mention names. */
  async withNames(workspace: string, card: Card): Promise<Card> {
    const ids = membersIn(card.blocks);
    if (card.for !== undefined) ids.delete(card.for);
    const found = await Promise.all(
      [...ids].map(async (id) => [id, await this.#find(workspace, id)] as const),
    );
    const names = new Map(found.flatMap(([id, known]) => (known.isHere ? [] : [[id, known.name] as const])));
    return names.size === 0 ? card : { ...card, blocks: renamed(card.blocks, names) };
  }

  async #find(workspace: string, member: string): Promise<Known> {
    const key = `${workspace} ${member}`;
    const known = this.#known.get(key) ?? (await this.#ask(workspace, member));
    if (known) this.#known.set(key, known, known.isHere ? {} : { ttl: 300_000 });
    // Discord had a bad moment: the next card asks again.
    return known ?? { isHere: true };
  }

  async #ask(workspace: string, member: string): Promise<Known | undefined> {
    try {
      await this.#rest.get(Routes.guildMember(await this.#guilds.guildOf(workspace), member));
      return { isHere: true };
    } catch (error) {
      if (!gone.includes(codeOf(error))) return undefined;
      const name = await this.#storedName(workspace, member);
      return { isHere: false, name: name === undefined ? 'somebody who left' : `@${name}` };
    }
  }
}

function membersIn(value: unknown, ids = new Set<string>()): Set<string> {
  if (value === null || typeof value !== 'object') return ids;
  if ('member' in value && typeof value.member === 'string') ids.add(value.member);
  for (const part of Object.values(value)) membersIn(part, ids);
  return ids;
}

function renamed<Part>(value: Part, names: ReadonlyMap<string, string>): Part {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((part) => renamed(part, names)) as Part;
  if ('member' in value && typeof value.member === 'string')
    return (names.get(value.member) ?? value) as Part;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, renamed(part, names)])) as Part;
}
