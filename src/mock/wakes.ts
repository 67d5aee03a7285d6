import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'end-mocks': { feature: 'mock'; data: object };
  }
}

/** All mocks whose time is over at the same second share a wake. */
export const wakeForEnds = (at: Date): Wake => ({ job: 'end-mocks', data: {}, ...atSecond('end-mocks', at) });
