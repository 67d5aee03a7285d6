import { SingleBar } from 'cli-progress';

export interface Progress {
  show(what: string, done: number, total: number): void;
  end(): void;
}

/** A bar on stderr, where that is a terminal. */
export function showProgress(): Progress {
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {what}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
  });
  return {
    show(what, done, total) {
      if (!bar.isActive) bar.start(total, done, { what });
      bar.setTotal(total);
      bar.update(done, { what });
    },
    end: () => bar.stop(),
  };
}
