import type { Row } from './contest.ts';

export interface Report {
  readonly rounds: number;
  readonly rows: readonly Row[];
  /** What was not run, and what it needs. */
  readonly notRun: readonly { readonly id: string; readonly queue: string; readonly why: string }[];
}

/** The rows as a table of Markdown. */
export function table({ rows, notRun }: Report): string {
  const cells = [
    ['', 'measured', 'queue', 'Whetstone', 'baseline', 'ratio', 'goal', 'met'],
    ...rows.map((row) => [
      row.id,
      row.what,
      row.queue ?? '',
      `${round(row.whetstone)} ${row.unit}`,
      row.baseline === null ? '' : `${round(row.baseline)} ${row.unit}`,
      row.ratio?.toFixed(2) ?? '',
      row.goal === null ? '' : 'atMost' in row.goal ? `≤ ${row.goal.atMost}` : `≥ ${row.goal.atLeast}`,
      row.isMet === null ? '' : row.isMet ? 'yes' : 'no',
    ]),
    ...notRun.map(({ id, queue, why }) => [id, why, queue, '', '', '', '', 'not run']),
  ];
  const [head = [], ...body] = cells;
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function round(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
