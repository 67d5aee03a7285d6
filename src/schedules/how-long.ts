import type { Db } from '../database/database.ts';
import { questionsLeft } from '../questions/questions-left.ts';
import type { Schedule } from './schedules.ts';

/** How long a channel's schedule goes on before a question comes again, as in "47 of 52 are new here: about 9 weeks". */
export async function howLong(db: Db, schedule: Schedule): Promise<string> {
  const { workspace_id: workspace, channel_id: channel, days } = schedule;
  const { all, unused } = await questionsLeft(db, workspace, channel, schedule);
  if (all === 0) return 'none matches; nothing can be asked';
  if (unused === 0) return `all ${all} have been asked here; those asked longest ago come again`;
  return `${unused} of ${all} ${unused === 1 ? 'is' : 'are'} new here: ${sayWeeks(unused / days.length)} before one comes again`;
}

function sayWeeks(weeks: number): string {
  if (weeks < 1) return 'less than a week';
  if (weeks < 2) return 'about a week';
  if (weeks < 104) return `about ${Math.floor(weeks)} weeks`;
  return `about ${Math.floor(weeks / 52)} years`;
}
