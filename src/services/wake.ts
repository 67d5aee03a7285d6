/**
 * What can be done later, by name: the feature that does it, and what its job carries. Declared as actions are. A job only wakes a
 * worker up: whether there is something to do stands in the database, so a job that is lost, late or run twice does no harm.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface Jobs {}

export type JobName = keyof Jobs;
export type JobData<N extends JobName> = Jobs[N] extends { readonly data: infer Data } ? Data : never;

export type Wake = {
  [N in JobName]: {
    readonly job: N;
    readonly data: JobData<N>;
    /** The same thing to do has the same id, and is then queued once. */
    readonly id: string;
    readonly at?: Date;
  };
}[JobName];

/** The id and moment of a wake at the next full second, shared by all that are due within it. */
export function atSecond(job: JobName, instant: Date): { readonly id: string; readonly at: Date } {
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
