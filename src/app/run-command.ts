import { UserError } from '../base/errors.ts';
import type { Actor, Reply, Suggestion } from '../chat/core.ts';
import { longestName, nearest } from '../commands/arguments.ts';
import type { Command, Vocabulary } from '../commands/command.ts';
import { findCommand, parseArguments } from '../commands/parse.ts';
import { mostChoices, suggest } from '../commands/suggest.ts';
import { requireCurator } from '../curation/curators.ts';
import type { Db } from '../database/database.ts';
import { bankNames } from '../questions/bank.ts';
import type { Services } from '../services/services.ts';
import { membersMeant } from '../workspaces/members-meant.ts';
import { isMentor, rememberActor, requireAdmin } from '../workspaces/workspaces.ts';

/** Longer than any command, shorter than a flood. */
const longest = 500;

/** Runs what follows `/interview`. @throws UserError with what to type instead. */
export async function runCommand(
  table: readonly Command[],
  services: Services,
  actor: Actor,
  text: string,
): Promise<Reply> {
  if (text.length > longest)
    throw new UserError('That’s too long for a command. `/interview help` lists all commands.');
  await rememberActor(services.db, actor);
  const { command, words } = findCommand(table, text.trim() === '' ? 'help' : text);
  if (!command) throw new UserError(unknownCommand(table, words));
  if (isMistypedGroup(table, command, words))
    throw new UserError(unknownCommand(table, [command.name, ...words]));
  await requireRole(services.db, actor, command);
  // What has no arguments needs no words to read them by.
  const vocabulary = words.length === 0 ? nothing : await vocabularyOf(services.db, actor, command, words);
  return command.run(services, actor, parseArguments(command, words, vocabulary));
}

const nothing: Vocabulary = { tracks: [], questions: [], retired: [], members: [] };

export async function suggestCommands(
  table: readonly Command[],
  { db }: Services,
  actor: Actor,
  text: string,
): Promise<Suggestion[]> {
  if (text.length > longest) return [];
  const { command, words } = findCommand(table, text);
  return suggest(table, text, await vocabularyOf(db, actor, command, words));
}

/** What one argument could be: what begins as typed before what contains it. */
export async function argumentChoices(
  table: readonly Command[],
  { db }: Services,
  actor: Actor,
  name: string,
  argument: string,
  typed: string,
): Promise<string[]> {
  const command = table.find((one) => one.name === name);
  const wanted = { ...command?.required, ...command?.optional }[argument];
  if (!wanted || typed.length > longest) return [];
  const vocabulary = await vocabularyOf(db, actor, command, [`@${typed.replace(/^@/, '')}`]);
  const prefix = wanted.keyword ? `${wanted.keyword} ` : '';
  const choices = wanted.choices(vocabulary).map((choice) => choice.slice(prefix.length));
  const lower = typed.toLowerCase();
  const at = (choice: string) => choice.toLowerCase().indexOf(lower);
  const matching = choices.filter((choice) => at(choice) >= 0);
  return matching.sort((one, other) => Number(at(one) > 0) - Number(at(other) > 0)).slice(0, mostChoices);
}

/** The names that a command's words may be, of members those that they could mean. */
async function vocabularyOf(
  db: Db,
  { workspace }: Actor,
  command: Command | undefined,
  words: readonly string[],
): Promise<Vocabulary> {
  const takesMember = Object.values({ ...command?.required, ...command?.optional }).some(
    ({ kind }) => kind === 'member',
  );
  const named = words.flatMap((word, at) =>
    word.startsWith('@') ? beginnings(words.slice(at, at + longestName)) : [],
  );
  const [names, members] = await Promise.all([
    bankNames(db, workspace),
    takesMember ? membersMeant(db, workspace, named.length > 0 ? named : ['@']) : [],
  ]);
  return { ...names, members };
}

/** "@Maya", "@Maya Chen", …: names may have several words. */
const beginnings = (words: readonly string[]) => words.map((_, at) => words.slice(0, at + 1).join(' '));

async function requireRole(db: Db, actor: Actor, { who, name }: Command): Promise<void> {
  if (who === 'anyone') return;
  if (who === 'admin') return requireAdmin(actor, name);
  if (who === 'curator') return requireCurator(db, actor);
  if (await isMentor(db, actor)) return;
  throw new UserError(
    `\`/interview ${name}\` is for mentors. An admin can make you a mentor with \`/interview mentor add\`.`,
  );
}

/** Names what was likely meant: among the group's commands where the first word is one's, else among all. */
function unknownCommand(table: readonly Command[], words: readonly string[]): string {
  const names = table.map(({ name }) => name);
  const group = names.filter((name) => name.startsWith(`${words[0]?.toLowerCase()} `));
  const choices = group.length > 0 ? group : [...new Set(names.map((name) => name.split(' ')[0] ?? name))];
  const said = words.slice(0, group.length > 0 ? 2 : 1).join(' ');
  const shown = said.length > 40 ? `${said.slice(0, 40)}…` : said;
  const guess = nearest(said, choices);
  const meant = guess ? `Did you mean \`/interview ${guess}\`? ` : '';
  return `I don’t know “${shown}”. ${meant}There are: ${choices.join(', ')}.`;
}

/** "schedule sett": the group's own command takes no words, so the word was meant as a command of the group. */
function isMistypedGroup(
  table: readonly Command[],
  { name, required, optional }: Command,
  words: readonly string[],
): boolean {
  const takesNothing = Object.keys({ ...required, ...optional }).length === 0;
  return takesNothing && words.length > 0 && table.some((one) => one.name.startsWith(`${name} `));
}
