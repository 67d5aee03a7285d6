import { parentPort, workerData } from 'node:worker_threads';

// A thread of its own: timers of an event loop are a millisecond late or more.
const { firstAt, everyMs, count } = workerData as { firstAt: number; everyMs: number; count: number };
const nothing = new Int32Array(new SharedArrayBuffer(4));
for (let number = 0; number < count; number += 1) {
  const inMs = firstAt + number * everyMs - (performance.timeOrigin + performance.now());
  if (inMs > 0) Atomics.wait(nothing, 0, 0, inMs);
  parentPort?.postMessage(number);
}
