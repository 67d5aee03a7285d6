import { randomUUID } from 'node:crypto';
import type { ActionName, Inline } from './chat/card.ts';
import type { Actor, Core, IncomingMessage, MessageActionName, Reply } from './chat/core.ts';
import type { FormName, FormValues } from './chat/form.ts';
import { notice } from './chat/notice.ts';
import { argumentChoices, runCommand, suggestCommands } from './commands/run-command.ts';
import { submitDecline } from './curation/decide.ts';
import { submitEdit } from './curation/edit-question.ts';
import { submitSuggestion } from './curation/suggest-question.ts';
import { describeError, UserError } from './errors.ts';
import { submitFollowUp } from './feedback/answer-follow-up.ts';
import { getFeedbackAgain } from './feedback/feedback-again.ts';
import { runAction } from './practice/actions.ts';
import { catchUp, openThreads } from './practice/catch-up.ts';
import { submitPrivateAnswer } from './practice/private-answer.ts';
import { receiveDeletion, receiveEdit, receiveMessage } from './practice/receive-message.ts';
import {
  receiveReaction,
  receiveReactionRemoval,
  receiveReactionsCleared,
} from './practice/receive-reaction.ts';
import { useAsMyAnswer } from './practice/use-as-answer.ts';
import { tracksOf } from './questions/bank.ts';
import { reviewMessage, submitReview } from './reviews/review-answer.ts';
import { submitSetup } from './schedules/setup.ts';
import type { Services } from './services.ts';
import { closeChannel, renameChannel, reopenChannel } from './workspaces/channels.ts';
import { endWorkspace } from './workspaces/end-workspace.ts';
import { homeCard } from './workspaces/home.ts';
import { moveChannel } from './workspaces/move-channel.ts';
import { findOrCreateWorkspace, rememberActor, workspaceOfMember } from './workspaces/workspaces.ts';

/** The core as adapters see it. What people can mend comes back as a private card, all else as one with an id. */
export function createCore(services: Services): Core {
  const { db } = services;
  const answer = (actor: Actor, what: string, work: () => Promise<Reply>) =>
    explain(services, actor, what, work);
  return {
    tracks: (workspace) => tracksOf(db, workspace),
    workspaceFor: (platform, externalId, name) => findOrCreateWorkspace(db, platform, externalId, name),
    workspaceOfMember: (platform, member) => workspaceOfMember(db, platform, member),
    command: (actor, text) => answer(actor, 'command', () => runCommand(services, actor, text)),
    suggest: (actor, text) => suggestCommands(services, actor, text),
    choices: (actor, command, argument, typed) => argumentChoices(services, actor, command, argument, typed),
    action: (actor, action, value) => answer(actor, action, () => act(services, actor, action, value)),
    submit: (actor, form, subject, values) =>
      explain(
        services,
        actor,
        form,
        () => submit(services, actor, form, subject, values),
        (id) => keepOpen(values, id),
      ),
    messagePosted: (message) => receiveMessage(services, message),
    messageEdited: (message) => receiveEdit(services, message),
    messageDeleted: (message) => receiveDeletion(services, message),
    reactionAdded: (reaction) => receiveReaction(services, reaction),
    reactionRemoved: (reaction) => receiveReactionRemoval(services, reaction),
    reactionsCleared: (message, emoji) => receiveReactionsCleared(services, message, emoji),
    home: (actor) => homeCard(services, actor),
    openThreads: (workspace, daysBack) => openThreads(services, workspace, daysBack),
    catchUp: (thread, messages) => catchUp(services, thread, messages),
    channelRenamed: (place, name) => renameChannel(services, place, name),
    channelMoved: (workspace, from, to) => moveChannel(services, workspace, from, to),
    channelClosed: (place, problem, howLong) =>
      closeChannel(services, place, problem, howLong === 'for good'),
    channelReopened: (place) => reopenChannel(services, place),
    workspaceEnded: (workspace) => endWorkspace(services, workspace),
    messageAction: (actor, action, message) =>
      answer(actor, action, () => actOnMessage(services, actor, action, message)),
  };
}

async function act(services: Services, actor: Actor, action: ActionName, value: string): Promise<Reply> {
  await rememberActor(services.db, actor);
  return runAction(services, actor, action, value);
}

async function submit(
  services: Services,
  actor: Actor,
  form: FormName,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  await rememberActor(services.db, actor);
  if (form === 'review') return submitReview(services, actor, subject, values);
  if (form === 'follow-up') return submitFollowUp(services, actor, subject, values);
  if (form === 'suggest') return submitSuggestion(services, actor, subject, values);
  if (form === 'edit-question') return submitEdit(services, actor, subject, values);
  if (form === 'decline') return submitDecline(services, actor, subject, values);
  if (form === 'setup') return setUp(services, actor, values);
  return submitPrivateAnswer(services, actor, subject, values);
}

/** The form names the channel, which need not be the one where it was opened. */
async function setUp(services: Services, actor: Actor, values: FormValues): Promise<Reply> {
  if (!values.channel || values.channel === actor.channel) return submitSetup(services, actor, values);
  const { channelName: _elsewhere, ...rest } = actor;
  const there = { ...rest, channel: values.channel };
  await rememberActor(services.db, there);
  return submitSetup(services, there, values);
}

async function actOnMessage(
  services: Services,
  actor: Actor,
  action: MessageActionName,
  message: IncomingMessage,
): Promise<Reply> {
  if (action === 'review') return reviewMessage(services, actor, message);
  if (action === 'get-feedback-again') return getFeedbackAgain(services, actor, message);
  return useAsMyAnswer(services, actor, message);
}

async function explain(
  { log }: Services,
  { workspace, channel, member }: Actor,
  what: string,
  work: () => Promise<Reply>,
  sayFailed = failureCard,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return notice(inlinesOf(error.message), 'warning');
    const id = randomUUID().slice(0, 8);
    log.error({ id, what, workspace, channel, member, error: describeError(error) }, 'a request failed');
    return sayFailed(id);
  }
}

function failureCard(id: string): Reply {
  const sentence =
    'Something went wrong on our side. Please try again; if it keeps happening, give an admin the id ';
  return notice([sentence, { code: id }, '.'], 'warning');
}

/** A form that couldn't be stored stays open, with all that was written. */
function keepOpen(values: FormValues, id: string): Reply {
  const [field] = Object.keys(values);
  if (field === undefined) return failureCard(id);
  const error = `Something went wrong on our side, and nothing was saved. Please send it again; if it keeps happening, give an admin the id ${id}.`;
  return { type: 'invalid', errors: { [field]: error } };
}

/** Turns the `code` of a sentence into code, and whom somebody mentioned, as platforms write that, into members and roles. */
function inlinesOf(sentence: string): Inline[] {
  return sentence.split(/(`[^`]*`|<@[!&]?\w+(?:\|[^<>]*)?>)/).map((part) => {
    if (part.startsWith('`') && part.length > 1) return { code: part.slice(1, -1) };
    const [, kind, id] = /^<@([!&]?)(\w+)/.exec(part) ?? [];
    if (id === undefined) return part;
    return kind === '&' ? { group: id } : { member: id };
  });
}
