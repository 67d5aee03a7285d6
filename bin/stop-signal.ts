/** A Ctrl-C reaches us twice under npm: from the terminal and from npm itself. */
const echoMs = 1000;

/** Aborted at the first SIGINT or SIGTERM. Asking again a second later ends the process at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let askedAt = 0;
  const ask = () => {
    if (controller.signal.aborted && performance.now() - askedAt > echoMs) process.exit(130);
    if (!controller.signal.aborted) askedAt = performance.now();
    controller.abort();
  };
  process.on('SIGINT', ask).on('SIGTERM', ask);
  return controller.signal;
}
