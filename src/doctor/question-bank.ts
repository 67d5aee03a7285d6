import { bankFolder, countQuestions, readBank } from '../questions/read-bank.ts';
import { bad, type Check, check, good } from './check.ts';

export const checkQuestionBank = (): Promise<Check[]> =>
  check('Questions', async () => {
    const { tracks, problems } = await readBank(bankFolder);
    if (problems.length === 0) return good(countQuestions(tracks));
    return problems.map(({ file, line, message }) => bad(`${file}:${line}`, message));
  });
