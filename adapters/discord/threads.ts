import {
  type APIGuildForumChannel,
  type APIGuildForumTag,
  RESTJSONErrorCodes as Code,
  type REST,
  Routes,
} from 'discord.js';
import { oneLine } from '../../src/chat/clean.ts';
import { ellipsis } from '../../src/chat/cut.ts';
import type { ThreadRequest } from '../../src/chat/platform.ts';
import { codeOf } from './errors.ts';
import { limits } from './limits.ts';
import type { RenderedMessage } from './render/message.ts';

/** After how many minutes without a message Discord may put a thread away. */
const archiveMinutes = [60, 1440, 4320, 10_080] as const;

/** Opens the thread of a message, which gets the message's id. One that is open already is a success. */
export async function openThread(
  rest: REST,
  channel: string,
  message: string,
  { title, openForMinutes }: ThreadRequest,
): Promise<void> {
  const body = { name: threadName(title), auto_archive_duration: archiveAfter(openForMinutes) };
  await rest.post(Routes.threads(channel, message), { body }).catch((error: unknown) => {
    if (codeOf(error) !== Code.ThreadAlreadyCreatedForMessage) throw error;
  });
}

/** Posts in a forum, where every post is a thread of its own. Returns the id of both. */
export async function postInForum(
  rest: REST,
  channel: string,
  message: RenderedMessage,
  { title, openForMinutes, tags }: ThreadRequest,
): Promise<string> {
  const applied_tags = await tagsNamed(rest, channel, tags);
  const body = {
    name: threadName(title),
    auto_archive_duration: archiveAfter(openForMinutes),
    applied_tags,
    message,
  };
  const { id } = (await rest.post(Routes.threads(channel), { body })) as { id: string };
  return id;
}

/** Those of the forum's tags that are named so. A forum that wants one and has none of these gets its first. */
async function tagsNamed(rest: REST, channel: string, names: readonly string[]): Promise<string[]> {
  const { available_tags = [] } = (await rest.get(Routes.channel(channel))) as Partial<APIGuildForumChannel>;
  const open = available_tags.filter(({ moderated }) => !moderated);
  const fitting = open.filter((tag) => names.some((name) => isNamed(tag, name)));
  return (fitting.length > 0 ? fitting : open.slice(0, 1)).slice(0, limits.forumTags).map(({ id }) => id);
}

function isNamed({ name }: APIGuildForumTag, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

function threadName(title: string): string {
  return ellipsis(oneLine(title) || 'Question', limits.threadName);
}

function archiveAfter(minutes: number): number {
  return archiveMinutes.find((quiet) => quiet >= minutes) ?? archiveMinutes[3];
}
