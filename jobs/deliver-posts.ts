import { deliverPosts } from '../src/posts/deliver-posts.ts';
import { handler } from './handler.ts';

export const deliverPostsJob = handler('deliver-posts', (services, { posts }) =>
  deliverPosts(
    services,
    posts.map(({ workspace, post }) => ({ workspace_id: workspace, id: post })),
  ),
);
