import { type JobData, type JobName, jobDefinitions } from '../src/jobs.ts';
import type { Services } from '../src/services.ts';

export interface JobHandler {
  readonly job: JobName;
  run(services: Services, data: unknown): Promise<void>;
}

/** What a worker does for a job, with its data checked against the contract first. */
export function handler<N extends JobName>(
  job: N,
  work: (services: Services, data: JobData<N>) => Promise<void>,
): JobHandler {
  return {
    job,
    run: (services, data) => work(services, jobDefinitions[job].parse(data) as JobData<N>),
  };
}
