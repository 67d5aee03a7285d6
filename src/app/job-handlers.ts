import { z } from 'zod';
import { each } from '../base/each.ts';
import { eraseMembers } from '../erasures/erase-members.ts';
import { deliverPost } from '../posts/deliver-post.ts';
import type { Feature } from '../registry/feature.ts';
import { type JobHandler, job } from '../registry/job.ts';
import { partsOf } from './parts.ts';
import { sweep } from './sweep.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    sweep: { feature: 'app'; data: object };
  }
}

const posts = z.array(z.object({ workspace: z.string(), post: z.string() }));

/** What a worker does for each job, by its name. */
export function jobHandlers(features: readonly Feature[]): ReadonlyMap<string, JobHandler> {
  const { posts: kinds } = partsOf(features);
  const own: Readonly<Record<'deliver-posts' | 'sweep' | 'erase-members', JobHandler>> = {
    'deliver-posts': job<'deliver-posts'>(posts, (services, posts) =>
      each(posts, ({ workspace, post }) =>
        deliverPost(services, kinds, { workspace_id: workspace, id: post }),
      ),
    ),
    'erase-members': job<'erase-members'>(z.object({}), (services) => eraseMembers(services, features)),
    sweep: job<'sweep'>(z.object({}), (services) => sweep(services, features)),
  };
  return new Map([...features.flatMap(({ jobs }) => Object.entries(jobs)), ...Object.entries(own)]);
}
