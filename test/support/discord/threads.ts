import {
  type APIMessage,
  PermissionFlagsBits as Bits,
  ChannelType,
  MessageFlags,
  MessageType,
  type ThreadAutoArchiveDuration,
} from 'discord.js';
import { composed } from './compose.ts';
import { memberOf, userOf } from './lookup.ts';
import { announce } from './message-view.ts';
import { publish } from './messages.ts';
import { mayIn } from './permissions.ts';
import { problem } from './problem.ts';
import type { ChannelState, StoredMessage, ThreadState, World } from './world.ts';

export interface ThreadBody {
  readonly name: string;
  readonly auto_archive_duration?: number | null | undefined;
  readonly type?: number | undefined;
  readonly applied_tags?: string[] | undefined;
}

const kinds: Partial<Record<ChannelType, ChannelType>> = {
  [ChannelType.GuildText]: ChannelType.PublicThread,
  [ChannelType.GuildForum]: ChannelType.PublicThread,
  [ChannelType.GuildMedia]: ChannelType.PublicThread,
  [ChannelType.GuildAnnouncement]: ChannelType.AnnouncementThread,
};

/** A thread with its maker in it. It has the message's id where it hangs on one. */
export function createThread(
  world: World,
  ownerId: string,
  parent: ChannelState,
  body: ThreadBody,
  startedFrom?: StoredMessage,
): ThreadState {
  const kind = kinds[parent.type];
  if (kind === undefined || parent.guild_id === undefined) throw problem('wrongChannelType');
  if (startedFrom && world.channels.has(startedFrom.body.id)) throw problem('threadExists');
  const now = new Date().toISOString();
  const thread: ThreadState = {
    id: startedFrom?.body.id ?? world.nextId(),
    type: body.type === ChannelType.PrivateThread ? ChannelType.PrivateThread : kind,
    guild_id: parent.guild_id,
    parent_id: parent.id,
    owner_id: ownerId,
    name: body.name,
    last_message_id: null,
    message_count: 0,
    total_message_sent: 0,
    member_count: 0,
    rate_limit_per_user: 0,
    flags: 0,
    applied_tags: body.applied_tags ?? [],
    thread_metadata: {
      archived: false,
      archive_timestamp: now,
      auto_archive_duration: (body.auto_archive_duration ?? 4320) as ThreadAutoArchiveDuration,
      locked: false,
      create_timestamp: now,
    },
  };
  world.channels.set(thread.id, thread);
  world.threadMembers.set(thread.id, new Map());
  world.dispatch('THREAD_CREATE', { ...thread, newly_created: true }, about(thread));
  joinThread(world, thread, ownerId);
  if (startedFrom) markStarter(world, parent, thread, startedFrom);
  else if (parent.type === ChannelType.GuildText && thread.type !== ChannelType.PrivateThread)
    sayCreated(world, parent, thread);
  return thread;
}

const about = (thread: ThreadState) => ({ guildId: thread.guild_id, channelId: thread.id });

function markStarter(world: World, parent: ChannelState, thread: ThreadState, stored: StoredMessage): void {
  stored.body.flags = (stored.body.flags ?? 0) | MessageFlags.HasThread;
  announce(world, 'MESSAGE_UPDATE', parent, stored);
  const message_reference = {
    type: 0,
    message_id: stored.body.id,
    channel_id: parent.id,
    guild_id: thread.guild_id,
  };
  system(world, thread, thread, MessageType.ThreadStarterMessage, { message_reference });
}

function sayCreated(world: World, parent: ChannelState, thread: ThreadState): void {
  const message_reference = { type: 0, channel_id: thread.id, guild_id: thread.guild_id };
  system(world, parent, thread, MessageType.ThreadCreated, { message_reference }, thread.name ?? '');
}

function system(
  world: World,
  channel: ChannelState,
  { owner_id = '' }: ThreadState,
  type: MessageType,
  more: Partial<APIMessage>,
  content = '',
): void {
  const message = composed(world, channel, {
    body: { content },
    author: userOf(world, owner_id),
    type,
    more,
  });
  publish(world, channel, message);
}

export const threadMember = (thread: ThreadState, user_id: string, join_timestamp: string) => ({
  id: thread.id,
  user_id,
  join_timestamp,
  flags: 0,
});

export function joinThread(world: World, thread: ThreadState, userId: string): void {
  const members = world.threadMembers.get(thread.id);
  if (!members || members.has(userId)) return;
  const member = memberOf(world, thread.guild_id, userId);
  const joined = new Date().toISOString();
  members.set(userId, joined);
  const added_members = [{ ...threadMember(thread, userId, joined), member, presence: null }];
  sayMembers(world, thread, { added_members });
}

export function leaveThread(world: World, thread: ThreadState, userId: string): void {
  if (world.threadMembers.get(thread.id)?.delete(userId))
    sayMembers(world, thread, { removed_member_ids: [userId] });
}

function sayMembers(world: World, thread: ThreadState, what: object): void {
  const count = world.threadMembers.get(thread.id)?.size ?? 0;
  thread.member_count = Math.min(50, count);
  const data = { id: thread.id, guild_id: thread.guild_id, member_count: thread.member_count, ...what };
  world.dispatch('THREAD_MEMBERS_UPDATE', data, about(thread));
}

/** Writing into an archived thread opens it again, unless it is locked. */
export function wakeThread(world: World, userId: string, thread: ThreadState): void {
  const { archived, locked } = thread.thread_metadata;
  if (locked && !mayIn(world, userId, thread, Bits.ManageThreads)) throw problem('lockedThread');
  if (archived) changeThread(world, thread, { archived: false });
}

export function changeThread(
  world: World,
  thread: ThreadState,
  { archived, locked, auto_archive_duration, ...fields }: ThreadChange,
): void {
  const before = thread.thread_metadata;
  thread.thread_metadata = {
    ...before,
    ...(archived === undefined || archived === before.archived
      ? {}
      : { archived, archive_timestamp: new Date().toISOString() }),
    ...(locked === undefined ? {} : { locked }),
    ...(auto_archive_duration === undefined ? {} : { auto_archive_duration }),
  };
  Object.assign(thread, fields);
  world.dispatch('THREAD_UPDATE', thread, about(thread));
}

export interface ThreadChange {
  readonly archived?: boolean;
  readonly locked?: boolean;
  readonly auto_archive_duration?: ThreadAutoArchiveDuration;
  readonly name?: string;
  readonly applied_tags?: string[];
  readonly rate_limit_per_user?: number;
}
