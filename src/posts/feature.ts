import { feature } from '../registry/feature.ts';
import { forgetPosts } from './forget.ts';
import { whatIHold } from './what-i-hold.ts';

/** The outbox. Its job is the app's, which knows every kind of post. */
export const posts = feature('posts', { forget: forgetPosts, whatIHold });
