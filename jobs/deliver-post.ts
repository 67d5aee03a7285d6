import { deliverPost } from '../src/posts/deliver-post.ts';
import { handler } from './handler.ts';

export const deliverPostJob = handler('deliver-post', (services, { workspace, post }) =>
  deliverPost(services, { workspace_id: workspace, id: post }),
);
