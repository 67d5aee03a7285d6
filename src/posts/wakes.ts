import type { Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'deliver-posts': { feature: 'app'; data: { workspace: string; post: string }[] };
  }
}

interface AwaitedPost {
  readonly workspace_id: string;
  readonly id: string;
  readonly version: number;
  readonly attempts: number;
  readonly due_at: Date;
}

/** Versions and attempts tell one wake for a post from the next. */
export const wakeForPost = ({ workspace_id, id, version, attempts, due_at }: AwaitedPost): Wake => ({
  job: 'deliver-posts',
  data: [{ workspace: workspace_id, post: id }],
  id: `deliver-posts/${id}/${version}/${attempts}`,
  at: due_at,
});
