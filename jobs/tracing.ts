import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';
import { describeError } from '../src/base/errors.ts';
import type { Log } from '../src/base/log.ts';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Sends what is left, if the collector takes it in time. */
  stop(): Promise<void>;
}

/** Nobody waits longer for a collector. */
const patienceMs = 3000;

/** Traces of jobs from where they are queued to where they are done, sent to an OpenTelemetry collector by OTLP over HTTP. */
export function startTracing(endpoint: string, log: Log): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: patienceMs });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'whetstone' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: patienceMs })],
  });
  provider.register();
  const stop = () =>
    provider.shutdown().catch((error: unknown) => {
      log.warn({ error: describeError(error) }, 'the collector has not taken the last traces');
    });
  return { telemetry: new BullMQOtel({ tracerName: 'whetstone' }), stop };
}
