import { z } from 'zod';

/**
 * What can be done later. A job only wakes a worker up: whether there is something to do stands in the database,
 * so a job that is lost, late or run twice does no harm.
 */
const inWorkspace = z.object({ workspace: z.string() });

export const jobDefinitions = {
  'open-due-slots': z.object({}),
  'deliver-posts': z.object({ posts: z.array(inWorkspace.extend({ post: z.string() })) }),
  'give-feedback': inWorkspace.extend({ answer: z.string(), revision: z.number().int() }),
  'continue-conversation': inWorkspace.extend({ answer: z.string(), turn: z.number().int() }),
  'reveal-drops': z.object({}),
  sweep: z.object({}),
} as const;

export type JobName = keyof typeof jobDefinitions;
export type JobData<N extends JobName> = z.infer<(typeof jobDefinitions)[N]>;

export type Wake = {
  [N in JobName]: {
    readonly job: N;
    readonly data: JobData<N>;
    /** The same thing to do has the same id, and is then queued once. */
    readonly id: string;
    readonly at?: Date;
  };
}[JobName];

/** So few that several workers have something to do, and so many that the queue costs little beside the posts. */
const postsTogether = 10;

interface AwaitedPost {
  readonly workspace_id: string;
  readonly id: string;
  readonly version: number;
  readonly attempts: number;
  readonly due_at: Date;
}

export const wakes = {
  /** All schedules whose slots come at the same second share a wake. */
  openDueSlots: (at: Date): Wake => ({ job: 'open-due-slots', data: {}, ...atSecond('open-due-slots', at) }),
  /** Posts that are due at the same instant share wakes. */
  deliverPosts: (posts: readonly AwaitedPost[]): Wake[] =>
    [...Map.groupBy(posts, ({ due_at }) => due_at.getTime()).values()].flatMap((due) =>
      chunksOf(due, postsTogether).map(deliverTogether),
    ),
  giveFeedback: (feedback: {
    workspace_id: string;
    answer_id: string;
    revision: number;
    round: number;
    attempts: number;
    due_at: Date;
  }): Wake => ({
    job: 'give-feedback',
    data: { workspace: feedback.workspace_id, answer: feedback.answer_id, revision: feedback.revision },
    id: `give-feedback/${feedback.answer_id}/${feedback.revision}/${feedback.round}/${feedback.attempts}`,
    at: feedback.due_at,
  }),
  continueConversation: (turn: {
    workspace_id: string;
    answer_id: string;
    turn: number;
    attempts: number;
    due_at: Date;
  }): Wake => ({
    job: 'continue-conversation',
    data: { workspace: turn.workspace_id, answer: turn.answer_id, turn: turn.turn },
    id: `continue-conversation/${turn.answer_id}/${turn.turn}/${turn.attempts}`,
    at: turn.due_at,
  }),
  /** All drops whose delay ends within the same second share a wake. */
  revealDrops: (at: Date): Wake => ({ job: 'reveal-drops', data: {}, ...atSecond('reveal-drops', at) }),
};

/** A wake at the next full second. */
function atSecond(job: JobName, instant: Date): { readonly id: string; readonly at: Date } {
  const at = new Date(Math.ceil(instant.getTime() / 1000) * 1000);
  return { id: `${job}/${at.getTime()}`, at };
}

/** Versions and attempts tell one wake for a post from the next. */
function deliverTogether(posts: readonly AwaitedPost[]): Wake {
  const turns = posts.map(({ id, version, attempts }) => `${id}.${version}.${attempts}`);
  return {
    job: 'deliver-posts',
    data: { posts: posts.map(({ workspace_id, id }) => ({ workspace: workspace_id, post: id })) },
    id: `deliver-posts/${turns.join('/')}`,
    ...(posts[0] && { at: posts[0].due_at }),
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, number) => items.slice(number * size, (number + 1) * size));
}
