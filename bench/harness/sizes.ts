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
  /** Answers, each when the one before has its feedback. */
  readonly answersAlone: number;
  readonly answersPerSecond: readonly number[];
  readonly answerSeconds: number;
  readonly idleSeconds: number;
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
  answersAlone: 200,
  answersPerSecond: [5, 20],
  answerSeconds: 10,
  idleSeconds: 60,
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
  answersAlone: 5,
  answersPerSecond: [5],
  answerSeconds: 1,
  idleSeconds: 1,
};
