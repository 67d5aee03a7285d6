import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** Traces of jobs from where they are queued to where they are done, sent to an OpenTelemetry collector by OTLP over HTTP. */
export function startTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'whetstone' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return { telemetry: new BullMQOtel({ tracerName: 'whetstone' }), stop: () => provider.shutdown() };
}
