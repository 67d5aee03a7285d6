import { z } from 'zod';

/**
 * What can be done later. A job only wakes a worker up: whether there is something to do stands in the database,
 * so a job that is lost, late or run twice does no harm.
 */
const inWorkspace = z.object({ workspace: z.string() });

export const jobDefinitions = {
  'open-due-slots': z.object({}),
  'deliver-post': inWorkspace.extend({ post: z.string() }),
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

export const wakes = {
  /** All schedules whose slots come at the same second share a wake. */
  openDueSlots: (at: Date): Wake => ({ job: 'open-due-slots', data: {}, ...atSecond('open-due-slots', at) }),
  /** `turn` tells one wake for a post from the next: its version and its attempt. */
  deliverPost: (post: {
    workspace_id: string;
    id: string;
    version: number;
    attempts: number;
    due_at: Date;
  }): Wake => ({
    job: 'deliver-post',
    data: { workspace: post.workspace_id, post: post.id },
    id: `deliver-post/${post.id}/${post.version}/${post.attempts}`,
    at: post.due_at,
  }),
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
