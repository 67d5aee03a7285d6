import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log is about: the request or the job in which it was written. */
type LogContext = { readonly request: string } | { readonly job: string; readonly id: string | undefined };

const store = new AsyncLocalStorage<LogContext>();

/** Lines written within `work` carry the context. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return store.run(context, work);
}

/** For the logger. */
export function currentLogContext(): object {
  return store.getStore() ?? {};
}
