import { UserError } from '../base/errors.ts';
import { closeChannel, renameChannel, reopenChannel } from '../channels/channels.ts';
import { moveChannel } from '../channels/move-channel.ts';
import type { Actor, Core, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { memberLeft, memberReturned } from '../erasures/departures.ts';
import { catchUp, openThreads } from '../inbox/catch-up.ts';
import { receiveDeletion, receiveEdit, receiveMessage } from '../inbox/receive-message.ts';
import {
  receiveReaction,
  receiveReactionRemoval,
  receiveReactionsCleared,
} from '../inbox/receive-reaction.ts';
import { mockReportFor, mocksOf } from '../mock/mock-library.ts';
import { tracksOf } from '../questions/bank.ts';
import { findQuestions } from '../questions/find-questions.ts';
import type { Feature } from '../registry/feature.ts';
import type { Services } from '../services/services.ts';
import { endWorkspace, findAgain } from '../workspaces/end-workspace.ts';
import { rememberingAfresh } from '../workspaces/remembering-afresh.ts';
import { findOrCreateWorkspace, rememberActor, workspaceOfMember } from '../workspaces/workspaces.ts';
import { commandsOf } from './command-table.ts';
import { explain, keepOpen } from './explain.ts';
import { features as allFeatures } from './features.ts';
import { homeCard } from './home.ts';
import { openersIn, openingOf, type Parts, partsOf, withOpening } from './parts.ts';
import { argumentChoices, runCommand, suggestCommands } from './run-command.ts';

/** The core as adapters see it. */
export function createCore(services: Services, features: readonly Feature[] = allFeatures): Core {
  const { db } = services;
  const parts = partsOf(features);
  const table = commandsOf(features);
  const openers = openersIn(parts);
  const answer = async (actor: Actor, what: string, work: () => Promise<Reply>) =>
    withOpening(parts, await explain(services, actor, what, () => rememberingAfresh(db, actor, work)));
  return {
    tracks: (workspace) => tracksOf(db, workspace),
    questions: (workspace, query, limit) => findQuestions(db, workspace, query, limit),
    mocks: (actor) => mocksOf(db, actor),
    mockReport: (actor, id) => mockReportFor(db, actor, id),
    workspaceFor: (platform, externalId, name) => findOrCreateWorkspace(db, platform, externalId, name),
    workspaceOfMember: (platform, member) => workspaceOfMember(db, platform, member),
    command: (actor, text) => answer(actor, 'command', () => runCommand(table, services, actor, text)),
    suggest: (actor, text) => suggestCommands(table, services, actor, text),
    choices: (actor, command, argument, typed) =>
      argumentChoices(table, services, actor, command, argument, typed),
    action: (actor, action, value) => answer(actor, action, () => act(parts, services, actor, action, value)),
    submit: (actor, form, subject, values) =>
      explain(
        services,
        actor,
        form,
        () => rememberingAfresh(db, actor, () => submit(parts, services, actor, form, subject, values)),
        (id) => keepOpen(values, id),
      ),
    opening: (form, subject) => openingOf(parts, form, subject),
    mayOpenForm: (action) => openers.has(action),
    messagePosted: (message) => rememberingAfresh(db, message, () => receiveMessage(services, message)),
    messageEdited: (message) => rememberingAfresh(db, message, () => receiveEdit(services, message)),
    messageDeleted: (message) => receiveDeletion(services, message),
    reactionAdded: (reaction) => rememberingAfresh(db, reaction, () => receiveReaction(services, reaction)),
    reactionRemoved: (reaction) => receiveReactionRemoval(services, reaction),
    reactionsCleared: (message, emoji) => receiveReactionsCleared(services, message, emoji),
    home: (actor) => homeCard(features, services, actor),
    picture: async (actor, name) => parts.pictures.get(name)?.(services, actor),
    openThreads: (workspace, daysBack) => openThreads(services, workspace, daysBack),
    catchUp: (thread, messages) => catchUp(services, thread, messages),
    channelRenamed: (place, name) => renameChannel(services, place, name),
    channelMoved: (workspace, from, to) => moveChannel(services, workspace, from, to),
    channelClosed: (place, problem, howLong) =>
      closeChannel(services, place, problem, howLong === 'for good'),
    channelReopened: (place) => reopenChannel(services, place),
    memberLeft: (workspace, member) => memberLeft(services, { workspace, member }),
    memberReturned: (workspace, member) => memberReturned(db, { workspace, member }),
    workspaceEnded: (workspace) => endWorkspace(services, workspace),
    workspaceFound: (workspace) => findAgain(services, workspace),
    messageAction: (actor, action, message) =>
      answer(actor, action, async () => named(parts.messageActions, action)(services, actor, message)),
  };
}

async function act({ actions }: Parts, services: Services, actor: Actor, name: string, value: string) {
  const action = named(actions, name);
  await rememberActor(services.db, actor);
  return action(services, actor, value);
}

async function submit(
  { forms }: Parts,
  services: Services,
  actor: Actor,
  name: string,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const form = named(forms, name);
  await rememberActor(services.db, actor);
  return form.submit(services, actor, subject, values);
}

/** @throws UserError for what no feature has: what a platform still shows may be older than this version. */
function named<Part>(parts: ReadonlyMap<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (part !== undefined) return part;
  throw new UserError(
    'Whetstone no longer has that button. Ask for the card again, for example with `/interview help`.',
  );
}
