/** /interview data forget */
import { command } from '../commands/command.ts';
import { openForgetMe } from './ask-erasure.ts';

const dataForget = command({
  name: 'data forget',
  who: 'anyone',
  help: 'Erase what Whetstone keeps of you; asks before it does',
  opensForm: true,
  run: openForgetMe,
});

export const erasureCommands = [dataForget];
