import type { z } from 'zod';
import type { Services } from '../services/services.ts';
import type { JobData, JobName } from '../services/wake.ts';

/** Does a job; its data come from a queue, so they are checked first. */
export type JobHandler = (services: Services, data: unknown) => Promise<void>;

export function job<N extends JobName>(
  schema: z.ZodType<JobData<N>>,
  work: (services: Services, data: JobData<N>) => Promise<void>,
): JobHandler {
  return (services, data) => work(services, schema.parse(data));
}
