import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'coach_trials'> = {
  coach_trials: {
    server: 'neither',
    model: 'neither',
    tried_at: 'neither',
    figures: 'neither',
  },
};
