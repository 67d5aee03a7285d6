/** How much is measured in a round. */
export interface Sizes {
  readonly events: number;
  /** Events under way at any time. */
  readonly eventsAtOnce: number;
  /** Commands before the first that counts. */
  readonly warmUp: number;
  readonly arrivalsPerSecond: readonly number[];
  readonly arrivalSeconds: number;
  readonly channels: number;
  readonly votes: readonly [number, number];
  readonly lookups: number;
}

export const fullSizes: Sizes = {
  events: 20_000,
  eventsAtOnce: 50,
  warmUp: 2000,
  arrivalsPerSecond: [50, 500],
  arrivalSeconds: 8,
  channels: 2000,
  votes: [1000, 1_000_000],
  lookups: 1000,
};

/** To see that the bench works: its numbers mean nothing. */
export const quickSizes: Sizes = {
  events: 100,
  eventsAtOnce: 10,
  warmUp: 20,
  arrivalsPerSecond: [20],
  arrivalSeconds: 1,
  channels: 20,
  votes: [100, 1000],
  lookups: 20,
};
