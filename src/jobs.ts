import { z } from 'zod';

/**
 * What can be done later. A job only wakes a worker up: whether there is something to do stands in the database,
 * so a job that is lost, late or run twice does no harm.
 */
const inWorkspace = z.object({ workspace: z.string() });

export const jobDefinitions = {
  'open-due-slots': z.object({}),
  'deliver-posts': z.array(inWorkspace.extend({ post: z.string() })),
  'give-feedback': z.array(inWorkspace.extend({ answer: z.string(), revision: z.number().int() })),
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
  /** Versions and attempts tell one wake for a post from the next. */
  deliverPost: ({ workspace_id, id, version, attempts, due_at }: AwaitedPost): Wake => ({
    job: 'deliver-posts',
    data: [{ workspace: workspace_id, post: id }],
    id: `deliver-posts/${id}/${version}/${attempts}`,
    at: due_at,
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
    data: [{ workspace: feedback.workspace_id, answer: feedback.answer_id, revision: feedback.revision }],
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

/** So few that several workers have something to do, and so many that the queue costs little beside what is done. */
const mostTogether = 10;

/** Wakes for several things that a job can do at once, and that are due by now or at the same time, as one for each ten. */
export function joinWakes(wakes: readonly Wake[], now: Date): Wake[] {
  const alone = wakes.filter(({ data }) => !Array.isArray(data));
  const groups = Map.groupBy(
    wakes.filter(({ data }) => Array.isArray(data)),
    ({ job, at }) => `${job} ${at && at > now ? at.getTime() : 'now'}`,
  );
  return [...alone, ...[...groups.values()].flatMap((group) => chunksOf(group, mostTogether).map(join))];
}

function join(wakes: readonly Wake[]): Wake {
  const id = wakes.map((wake) => wake.id).join(' ');
  return { ...wakes[0], id, data: wakes.flatMap<unknown>(({ data }) => data) } as Wake;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, number) => items.slice(number * size, (number + 1) * size));
}
