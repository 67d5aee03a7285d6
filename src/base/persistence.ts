/**
 * For `pRetry`, where giving up would lose what people wrote: 0.5, 1, 2 … s and at most 30 s apart, for about ten minutes.
 */
export const persistence = { retries: 25, minTimeout: 500, factor: 2, maxTimeout: 30_000 };
