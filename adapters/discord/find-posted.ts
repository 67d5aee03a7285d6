import { type APIMessage, type APIThreadChannel, type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { OutgoingFile, PostRequest } from '../../src/chat/platform.ts';
import { codeOf } from './errors.ts';
import type { RenderedMessage } from './render/message.ts';

const pageSize = 100;

/** What was said in a channel since the first attempt is read this far. */
const pages = 5;

/** Clocks differ, and an id's time is Discord's. */
const clockLeewayMs = 60_000;

/** Discord takes 25 characters. */
const nonceLength = 25;

/**
 * Repeated within a few minutes, Discord gives the first message back instead of making a second.
 * @see https://docs.discord.com/developers/resources/message#create-message
 */
export function nonceOf(key: string): string {
  return key.replaceAll('-', '').slice(0, nonceLength);
}

type Search = Pick<PostRequest, 'key' | 'since'> & { readonly file?: OutgoingFile };

/**
 * The message that an earlier attempt sent into a channel or thread, if it got through. Discord doesn't give a nonce
 * back, so it is known by what it is about: the same buttons, or where there are none the same title; and by the name of a file that comes with it.
 */
export async function findPosted(
  rest: REST,
  bot: string,
  channel: string,
  search: Search,
  wanted: RenderedMessage,
): Promise<string | undefined> {
  let after = idAt(search.since);
  for (let page = 0; page < pages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize), after });
    const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    const found = messages.find((message) => isSame(message, bot, search, wanted));
    if (found) return found.id;
    if (messages.length < pageSize) return undefined;
    after = newest(messages);
  }
  return undefined;
}

/** The same for a forum, whose posts are threads that have their first message's id. */
export async function findForumPost(
  rest: REST,
  bot: string,
  { guild, channel }: { readonly guild: string; readonly channel: string },
  search: Search,
  wanted: RenderedMessage,
): Promise<string | undefined> {
  const { threads } = (await rest.get(Routes.guildActiveThreads(guild))) as { threads: APIThreadChannel[] };
  const since = BigInt(idAt(search.since));
  const own = threads.filter(
    ({ id, parent_id, owner_id }) => parent_id === channel && owner_id === bot && BigInt(id) >= since,
  );
  for (const { id } of own) {
    const message = await readMessage(rest, id, id);
    if (message && isSame(message, bot, search, wanted)) return id;
  }
  return undefined;
}

async function readMessage(rest: REST, channel: string, message: string): Promise<APIMessage | undefined> {
  try {
    return (await rest.get(Routes.channelMessage(channel, message))) as APIMessage;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

function isSame(message: APIMessage, bot: string, { key, file }: Search, wanted: RenderedMessage): boolean {
  if (message.author.id !== bot) return false;
  if (message.nonce === nonceOf(key)) return true;
  const hasFile = !file || message.attachments.some(({ filename }) => filename === file.name);
  return hasFile && subjectOf(message) === subjectOf(wanted);
}

/** What a message is about, whatever has changed in it. */
function subjectOf({
  components,
  embeds,
}: Pick<RenderedMessage, 'components' | 'embeds'> | APIMessage): string {
  const ids = idsIn(components ?? []);
  return JSON.stringify(ids.length > 0 ? ids : (embeds?.[0]?.title ?? embeds?.[0]?.description));
}

function idsIn(components: readonly object[]): string[] {
  return components.flatMap((component) => {
    if ('custom_id' in component) return [String(component.custom_id)];
    return 'components' in component ? idsIn(component.components as object[]) : [];
  });
}

function idAt(since: Date): string {
  return String(SnowflakeUtil.generate({ timestamp: since.getTime() - clockLeewayMs, increment: 0n }));
}

function newest(messages: readonly APIMessage[]): string {
  return messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), messages[0]?.id ?? '0');
}
