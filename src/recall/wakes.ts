import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'remind-of-recall': { feature: 'recall'; data: object };
  }
}

/** All reminders that are due at the same second share a wake. */
export const wakeForReminders = (at: Date): Wake => ({
  job: 'remind-of-recall',
  data: {},
  ...atSecond('remind-of-recall', at),
});
