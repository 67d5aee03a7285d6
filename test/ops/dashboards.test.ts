import { readFile } from 'node:fs/promises';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { observeState } from '../../adapters/metrics/gauges.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { testDatabase } from '../support/database.ts';

const read = (name: string) => readFile(new URL(`../../ops/${name}`, import.meta.url), 'utf8');

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

/** The metrics that an expression of Prometheus names. */
const namesIn = (expression: string) => [
  ...new Set(expression.match(/\b(whetstone|process|nodejs)_[a-z0-9_]+/g)),
];

test('dashboard and alerts ask for metrics and labels that there are', async () => {
  const { db, connectionString, destroy } = await testDatabase();
  const pool = new Pool({ connectionString });
  const metrics = createMetrics();
  observeState(metrics, { db, pools: [pool], queue: { getJobCounts: async () => ({ waiting: 0 }) } });
  const known = (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  await pool.end();
  await destroy();
  const { groups } = parse(await read('alerts.yaml')) as Rules;
  const dashboard = JSON.parse(await read('grafana-dashboard.json')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  const expressions = [
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  expect(expressions.length).toBeGreaterThan(15);
  const used = new Set(expressions.flatMap(namesIn));
  expect([...used].filter((name) => !known.includes(name))).toEqual([]);
  const ours = known.filter((name) => name.startsWith('whetstone_') && !/_(sum|bucket|count)$/.test(name));
  expect(ours.filter((name) => !used.has(name))).toEqual([]);
});
