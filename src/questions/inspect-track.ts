import { basename } from 'node:path';
import type { Question, Track } from '../domain/question.ts';
import { type CheckedQuestion, checkDetails, checkQuestions, inOrder, type Problem } from './check-track.ts';
import type { Finding, Source } from './formats/format.ts';
import { yaml } from './formats/yaml.ts';
import { shippedRules } from './question-rules.ts';
import { repeatedQuestions, repetition } from './repeated-questions.ts';

/** A file of a track's folder, by its path from the bank's. */
export interface BankFile {
  readonly file: string;
  readonly text: string;
}

export interface Inspection {
  readonly track?: Track;
  /** File by file, in the order of their lines. */
  readonly problems: readonly Problem[];
  /** Also those of a track that has problems. */
  readonly questions: readonly (CheckedQuestion & { readonly file: string })[];
}

/** The file of a folder with the track's details; each other has some of its questions. */
export const detailsFile = 'track.yaml';

/** Reads a folder of the questions that Whetstone comes with: a track that is right in every respect, or what is wrong. */
export function inspectTrack(folder: string, files: readonly BankFile[]): Inspection {
  const about = files.find(({ file }) => basename(file) === detailsFile);
  const track = about && inspectDetails(about, folder);
  const topics = track?.topics ?? [];
  const lists = files.filter((one) => one !== about).map((one) => inspectQuestions(one, folder, topics));
  const questions = lists.flatMap((list) => list.questions);
  const missing = {
    file: `${folder}/${detailsFile}`,
    line: 1,
    column: 1,
    message: 'The file is missing; write the track’s id, title, description and tips into it.',
  };
  const problems = [
    ...(track?.problems ?? [missing]),
    ...lists.flatMap((list) => list.problems),
    ...[...repeatedQuestions(questions)].map(([one, first]) => repetition(one, first)),
  ];
  const right = questions.flatMap(({ question }): Question[] => (question ? [question] : []));
  return {
    problems,
    questions,
    ...(track?.details && problems.length === 0 && { track: { ...track.details, questions: right } }),
  };
}

function inspectDetails({ file, text }: BankFile, folder: string) {
  const source = yaml.parse(text);
  if (source.data === undefined || source.data === null)
    return { details: undefined, topics: [], problems: inFile(file, unread(source, 'a track’s details')) };
  const { id, topics, details, problems } = checkDetails(source);
  const misnamed = `"id" is "${id}" but the folder is named "${folder}"; make them the same.`;
  const noTopics = '"topics" are missing; list what the track’s questions are about.';
  const findings = [
    ...source.findings,
    ...problems,
    ...(details && topics.length === 0 ? [{ ...source.positionOf(['id']), message: noTopics }] : []),
    ...(id && id !== folder ? [{ ...source.positionOf(['id']), message: misnamed }] : []),
  ];
  return { details, topics, problems: inFile(file, findings) };
}

function inspectQuestions({ file, text }: BankFile, track: string, topics: readonly string[]) {
  const source = yaml.parse(text);
  const { data, findings } = source;
  if (!Array.isArray(data)) return { questions: [], problems: inFile(file, unread(source, 'questions')) };
  const questions = checkQuestions(source, data, [], track, shippedRules(topics)).map((question) => ({
    ...question,
    file,
  }));
  return {
    questions,
    problems: inFile(file, [...findings, ...questions.flatMap(({ problems }) => problems)]),
  };
}

/** Why a file says nothing. */
function unread({ data, findings }: Source, wanted: string): readonly Finding[] {
  if (data === undefined) return findings;
  const message =
    data === null
      ? `The file is empty; write ${wanted} into it, or remove it.`
      : 'The file is no list; begin each question with "- id: ", as in the files beside it.';
  return [...findings, { line: 1, column: 1, message }];
}

function inFile(file: string, findings: readonly Finding[]): Problem[] {
  return inOrder(findings).map(({ line, column, message }) => ({ file, line, column, message }));
}
