import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a fast acknowledgement to a model that takes its time, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

export interface Metrics {
  readonly registry: Registry;
  readonly events: Histogram<'event' | 'outcome'>;
  readonly jobs: Histogram<'job' | 'outcome'>;
  readonly jobWaits: Histogram<'job'>;
  readonly platformCalls: Counter<'platform' | 'call' | 'outcome'>;
  readonly modelTokens: Counter<'model' | 'direction'>;
  readonly modelDollars: Counter<'model'>;
}

/** What this process counts, in Prometheus' terms. Nothing in it tells a workspace, a member or anybody's words. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  // Every 10 ms, its default, would be most of what an idle process does.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 200 });
  const registers = [registry];
  return {
    registry,
    events: new Histogram({
      name: 'whetstone_event_seconds',
      help: 'What the core took for something that came from a chat platform.',
      labelNames: ['event', 'outcome'],
      buckets,
      registers,
    }),
    jobs: new Histogram({
      name: 'whetstone_job_seconds',
      help: 'What a job took.',
      labelNames: ['job', 'outcome'],
      buckets,
      registers,
    }),
    jobWaits: new Histogram({
      name: 'whetstone_job_wait_seconds',
      help: 'How long a job waited for a worker after it was due.',
      labelNames: ['job'],
      buckets,
      registers,
    }),
    platformCalls: new Counter({
      name: 'whetstone_platform_calls_total',
      help: 'Messages sent, edited and removed on a chat platform; the outcome is ok or the kind of error.',
      labelNames: ['platform', 'call', 'outcome'],
      registers,
    }),
    modelTokens: new Counter({
      name: 'whetstone_model_tokens_total',
      help: 'Tokens that the AI coach read and wrote.',
      labelNames: ['model', 'direction'],
      registers,
    }),
    modelDollars: new Counter({
      name: 'whetstone_model_dollars_total',
      help: 'What the AI coach cost, where the price is known.',
      labelNames: ['model'],
      registers,
    }),
  };
}

/**
 * Values that are asked for when the metrics are read, by the value of one label. Those that can't be had are left out,
 * so that the others still tell what is wrong.
 */
export function observe<L extends string>(
  { registry }: Metrics,
  { name, help, label }: { readonly name: string; readonly help: string; readonly label: L },
  read: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      this.reset();
      const values = await Promise.resolve()
        .then(read)
        .catch(() => ({}));
      for (const [value, amount] of Object.entries(values)) this.labels(value).set(amount);
    },
  });
}
