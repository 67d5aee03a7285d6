/** /interview prepare */
import { command } from '../commands/command.ts';
import { openPreparation } from './prepare.ts';

export const prepareCommand = command({
  name: 'prepare',
  who: 'anyone',
  help: 'Questions for a job: paste its ad or describe the role',
  opensForm: true,
  run: async () => openPreparation(),
});
