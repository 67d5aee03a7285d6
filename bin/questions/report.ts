import type { Finding } from '../../src/questions/formats/format.ts';
import type { ImportReport } from '../../src/questions/import/plan-import.ts';

interface Report extends ImportReport {
  /** Questions that ask about the same as others. */
  readonly twins: readonly Finding[];
}

interface ReportOptions {
  readonly isDryRun: boolean;
  readonly isVerbose: boolean;
}

/** What a person reads of a file's import: what is refused, with its lines, and how many are what. */
export function reportLines(report: Report, { isDryRun, isVerbose }: ReportOptions): string[] {
  const { file, questions, newTracks, changedTracks, refused, problems, twins } = report;
  const named = isVerbose ? questions.filter(({ verdict }) => verdict !== 'refused') : [];
  const lines = [
    ...problems.map(({ line, message }) => ({ line, text: message })),
    ...twins.map(({ line, message }) => ({ line, text: message })),
    ...named.map(({ line, id, verdict }) => ({ line, text: `${id}: ${verdict}` })),
  ].sort((a, b) => a.line - b.line);
  const count = (wanted: string) => questions.filter(({ verdict }) => verdict === wanted).length;
  const counts = ['added', 'changed', 'unchanged'].map((verdict) => `${count(verdict)} ${verdict}`);
  const summary = `${isDryRun ? 'would be: ' : ''}${counts.join(', ')}, ${refused} refused.`;
  const tracks = [
    ...(newTracks.length > 0 ? [` New track: ${newTracks.join(', ')}.`] : []),
    ...(changedTracks.length > 0 ? [` Changed track: ${changedTracks.join(', ')}.`] : []),
  ];
  return [
    ...lines.map(({ line, text }) => `${file}:${line} ${text}`),
    `${file}: ${refused === undefined ? 'Rejected. Fix the problems above.' : summary + tracks.join('')}`,
  ];
}
