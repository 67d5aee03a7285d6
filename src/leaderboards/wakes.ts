import type { Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'end-seasons': { feature: 'leaderboards'; data: object };
  }
}

export const wakeForSeasons = (season: string): Wake => ({
  job: 'end-seasons',
  data: {},
  id: `end-seasons/${season}`,
});
