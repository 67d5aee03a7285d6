import { deliverPost } from '../src/posts/deliver-post.ts';
import { each } from './each.ts';
import { handler } from './handler.ts';

export const deliverPostsJob = handler('deliver-posts', (services, posts) =>
  each(posts, ({ workspace, post }) => deliverPost(services, { workspace_id: workspace, id: post })),
);
