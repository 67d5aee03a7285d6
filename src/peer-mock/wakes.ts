import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'turn-peer-mocks': { feature: 'peer-mock'; data: object };
    'lapse-peer-invitations': { feature: 'peer-mock'; data: object };
  }
}

/** All halves that end at the same second share a wake. */
export const wakeForTurns = (at: Date): Wake => ({
  job: 'turn-peer-mocks',
  data: {},
  ...atSecond('turn-peer-mocks', at),
});

export const wakeForLapse = (at: Date): Wake => ({
  job: 'lapse-peer-invitations',
  data: {},
  ...atSecond('lapse-peer-invitations', at),
});
