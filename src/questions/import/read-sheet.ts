import { type CheckedQuestion, type CheckedTrack, checkTrack, inOrder } from '../check-track.ts';
import type { Finding, Format } from '../formats/format.ts';

/** A file with questions, looked at one by one. */
export interface Sheet {
  readonly file: string;
  readonly tracks: readonly CheckedTrack[];
  /** Why nothing of it can be imported; then there are no tracks. */
  readonly problems: readonly Finding[];
}

/** Reads what a format says. What is wrong with one question doesn't keep the others from being right. */
export function readSheet(file: string, text: string, format: Format): Sheet {
  const source = format.parse(text);
  const { data, findings } = source;
  const all = Array.isArray(data) ? data : [data];
  if (data === undefined || data === null || all.length === 0) {
    const nothing = { line: 1, column: 1, message: 'There are no questions in the file.' };
    return { file, tracks: [], problems: findings.length > 0 ? findings : [nothing] };
  }
  const tracks = all.map((track, index) => checkTrack(source, track, Array.isArray(data) ? [index] : []));
  const byQuestion = concerned(tracks, findings);
  const withFindings = (question: CheckedQuestion): CheckedQuestion => {
    const found = byQuestion.get(question) ?? [];
    if (found.length === 0) return question;
    const named = found.map((finding) => ({ ...finding, message: `${question.id}: ${finding.message}` }));
    return { ...question, question: undefined, problems: inOrder([...question.problems, ...named]) };
  };
  const problems = byQuestion.get(undefined) ?? [];
  if (problems.length > 0) return { file, tracks: [], problems };
  return {
    file,
    tracks: tracks.map((track) => ({ ...track, questions: track.questions.map(withFindings) })),
    problems,
  };
}

/** What the format found, by the question in whose text it is; undefined where it is in none's. */
function concerned(
  tracks: readonly CheckedTrack[],
  findings: readonly Finding[],
): Map<CheckedQuestion | undefined, Finding[]> {
  const questions = tracks.flatMap((track) => track.questions).sort((a, b) => a.line - b.line);
  return Map.groupBy(findings, (finding) => questions.findLast(({ line }) => line <= finding.line));
}
