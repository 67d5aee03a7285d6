import { Worker } from 'node:worker_threads';
import type { Progress } from './progress-data.ts';

/** Built, the thread is a file beside the others. */
const thread = import.meta.url.endsWith('.ts') ? './worker.ts' : './drawing-worker.js';

/** Pictures seldom come alone; the thread is kept so long for the next. */
const idleMs = 60_000;

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

let drawing: Drawing | undefined;

/** A member's progress as a PNG. It is drawn on a thread of its own, which begins with the first and ends a while after the last. */
export function pngOf(progress: Progress): Promise<Uint8Array> {
  drawing ??= new Drawing(() => {
    drawing = undefined;
  });
  return drawing.draw(progress);
}

class Drawing {
  readonly #worker = new Worker(new URL(thread, import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(onEnd: () => void) {
    this.#worker.on('message', ({ id, png }: { readonly id: number; readonly png: Uint8Array }) => {
      this.#waiting.get(id)?.resolve(png);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#rest();
    });
    const end = (cause?: unknown) => {
      onEnd();
      for (const { reject } of this.#waiting.values()) reject(new Error('the drawing ended', { cause }));
      this.#waiting.clear();
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', end);
  }

  draw(progress: Progress): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    this.#worker.ref();
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, progress });
    });
  }

  /** Keeps nobody from ending the program. */
  #rest(): void {
    this.#worker.unref();
    this.#idle = setTimeout(() => this.#worker.terminate(), idleMs).unref();
  }
}
