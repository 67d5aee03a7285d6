import type { RubricCoach } from '../../rubric/rubric-coach.ts';
import type { Problem } from '../check-track.ts';
import type { Sheet } from '../import/read-sheet.ts';
import { sheetQuestions } from '../import/sheet-problems.ts';
import { detailsFile } from '../inspect-track.ts';
import type { Bank } from '../read-bank.ts';
import { type Advice, adviceOn } from './advice.ts';
import { adviceOnMix } from './mix.ts';

/** What a reader would say about the questions that Whetstone comes with, track by track. */
export function lintBank(coach: RubricCoach, { tracks, places }: Bank): Problem[] {
  const all = tracks.flatMap(({ questions }) => questions);
  const onMix = tracks.flatMap((track) => [...adviceOnMix(track)]);
  return [...onMix, ...adviceOn(coach, all)].map(({ id, message }) => {
    const place = places.get(id) ?? { file: `${id}/${detailsFile}`, line: 1, column: 1 };
    return { ...place, message: `${id}: ${message}` };
  });
}

/** What a reader would say about a file's questions, beside those that Whetstone comes with. */
export function lintSheet(coach: RubricCoach, sheet: Sheet, { tracks }: Bank): Problem[] {
  const checked = sheet.tracks.flatMap(({ questions }) => questions);
  const others = tracks.flatMap(({ questions }) => questions);
  return adviceOn(coach, sheetQuestions(sheet), others).map(({ id, message }: Advice) => {
    const { line = 1, column = 1 } = checked.find((one) => one.id === id) ?? {};
    return { file: sheet.file, line, column, message: `${id}: ${message}` };
  });
}
