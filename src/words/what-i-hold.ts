import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'word_keys'> = {
  word_keys: { digest: 'neither', used_since: 'neither' },
};
