import { defineCommand } from 'citty';
import { UserError } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { fail } from '../fail.ts';
import { tryModel } from './try-model.ts';

/** As many as ship. */
const most = 120;

export const tryCommand = defineCommand({
  meta: {
    name: 'try',
    description: 'Have the model read answers with known key points, and report how well it does.',
  },
  args: {
    answers: { type: 'string', default: '60', description: `How many answers to read, up to ${most}` },
  },
  async run({ args }) {
    try {
      const answers = Number(args.answers);
      if (!Number.isInteger(answers) || answers < 1 || answers > most)
        throw new UserError(`--answers takes a whole number from 1 to ${most}, for example --answers 20.`);
      await tryModel(parseConfig(process.env), answers);
    } catch (error) {
      fail(error);
    }
  },
});
