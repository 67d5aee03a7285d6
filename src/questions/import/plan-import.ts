import { type Question, type TrackDetails, trackOf } from '../../domain/question.ts';
import { inOrder } from '../check-track.ts';
import type { Finding, Position } from '../formats/format.ts';
import { revisionOf } from '../known-questions.ts';
import { repeatedQuestions, repetition } from '../repeated-questions.ts';
import type { StoredQuestion } from '../store-questions.ts';
import { type Judgement, judgeQuestion, type Surroundings } from './judge-question.ts';
import { type KnownTrack, planTrack } from './plan-track.ts';
import type { Sheet } from './read-sheet.ts';

type Judged = Position & Judgement & { readonly id: string };

/** What became of a file, or would. */
export interface ImportReport {
  readonly file: string;
  readonly questions: readonly Judged[];
  readonly newTracks: readonly string[];
  readonly changedTracks: readonly string[];
  /** How many tracks and questions; undefined when the whole file is. */
  readonly refused: number | undefined;
  /** In the order of their lines: why the file, a track or a question is refused. */
  readonly problems: readonly Finding[];
}

export interface ImportPlan {
  readonly reports: readonly ImportReport[];
  readonly tracks: readonly TrackDetails[];
  readonly questions: readonly StoredQuestion[];
}

export interface Present extends Omit<Surroundings, 'hasTrack'> {
  /** Those in use. */
  readonly tracks: ReadonlyMap<string, KnownTrack>;
  /** The place after the owner's last question, by track. */
  readonly ends: ReadonlyMap<string, number>;
}

/** Decides about every track and question of the files, beside what is there. */
export function planImport(sheets: readonly Sheet[], present: Present): ImportPlan {
  const { tracks, plans } = planTracks(sheets, present);
  const judged = judgeAll(sheets, { ...present, hasTrack: (id) => tracks.has(id) });
  const accepted = judged.flat().flatMap((one) => ('accepted' in one ? one.accepted : []));
  const used = new Set(accepted.map(({ id }) => trackOf(id)));
  const reports = sheets.map((sheet, index): ImportReport => {
    const questions = judged[index] ?? [];
    const decided = plans[index] ?? [];
    // A new track comes with its first question.
    const stored = decided.flatMap((plan) => ('store' in plan ? plan.store.id : []));
    const refused = [
      ...decided.filter((plan) => 'refused' in plan),
      ...questions.filter((one) => 'problems' in one),
    ];
    return {
      file: sheet.file,
      questions,
      refused: sheet.problems.length > 0 ? undefined : refused.length,
      newTracks: stored.filter((id) => !present.tracks.has(id) && used.has(id)),
      changedTracks: stored.filter((id) => present.tracks.has(id)),
      problems: inOrder([
        ...sheet.problems,
        ...decided.flatMap((plan) => ('refused' in plan ? plan.refused : [])),
        ...questions.flatMap((one) => ('problems' in one ? one.problems : [])),
      ]),
    };
  });
  const stored = new Set(reports.flatMap(({ newTracks, changedTracks }) => [...newTracks, ...changedTracks]));
  return {
    reports,
    tracks: [...stored].flatMap((id) => tracks.get(id)?.details ?? []),
    questions: placed(accepted, present),
  };
}

/** Tracks first, so that a file may use those of another, whatever their order. */
function planTracks(sheets: readonly Sheet[], present: Present) {
  const tracks = new Map(present.tracks);
  const plans = sheets.map((sheet) =>
    sheet.tracks.map((track) => {
      const plan = planTrack(track, tracks.get(track.id), present.owner);
      if ('store' in plan) tracks.set(track.id, { details: plan.store, origin: 'imported' });
      return plan;
    }),
  );
  return { tracks, plans };
}

function judgeAll(sheets: readonly Sheet[], around: Surroundings): Judged[][] {
  const inFiles = sheets.map(({ file, tracks }) =>
    tracks.flatMap(({ questions }) => questions.map((question) => ({ ...question, file }))),
  );
  const repeated = repeatedQuestions(inFiles.flat());
  return inFiles.map((questions) =>
    questions.map((question): Judged => {
      const { id, line, column } = question;
      const first = repeated.get(question);
      if (first) return { id, line, column, verdict: 'refused', problems: [repetition(question, first)] };
      return { id, line, column, ...judgeQuestion(question, around) };
    }),
  );
}

/** New questions come after the owner's others of their track. */
function placed(questions: readonly Question[], { known, ends }: Present): StoredQuestion[] {
  const next = new Map(ends);
  return questions.map((question) => {
    const current = known.get(question.id);
    const track = trackOf(question.id);
    const end = next.get(track) ?? 0;
    if (!current) next.set(track, end + 1);
    const origin = !current || current.origin === 'shipped' ? 'imported' : current.origin;
    return { question, position: current?.position ?? end, revision: revisionOf(question, current), origin };
  });
}
