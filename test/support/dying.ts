import type { KyselyPlugin } from 'kysely';
import { createCore } from '../../src/app/create-core.ts';
import { features } from '../../src/app/features.ts';
import { jobHandlers } from '../../src/app/job-handlers.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Services } from '../../src/services/services.ts';
import type { JobName } from '../../src/services/wake.ts';

/** A process that comes no further than a number of statements. */
interface Dying {
  readonly core: Core;
  run(job: JobName, data: object): Promise<void>;
  /** Whether it came so far. */
  readonly isDead: () => boolean;
}

/** The same services for a process that dies before its statement no. `last`; whatever it had begun is undone. */
export function dying(services: Services, last: number): Dying {
  let count = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      count += 1;
      if (count >= last) throw new Error('killed');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const dead: Services = {
    ...services,
    db: services.db.withPlugin(plugin),
    wake: async () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const handlers = jobHandlers(features);
  return {
    core: createCore(dead),
    run: async (job, data) => {
      await handlers
        .get(job)?.(dead, data)
        .catch(() => undefined);
    },
    isDead: () => count >= last,
  };
}
