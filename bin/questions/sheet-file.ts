import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { causeCode, UserError } from '../../src/base/errors.ts';
import { formatNames, formatOf } from '../../src/questions/formats/formats.ts';
import { readSheet, type Sheet } from '../../src/questions/import/read-sheet.ts';

export const formatArgument = {
  type: 'string',
  description: `One of ${formatNames}; by the file’s extension by default`,
} as const;

/** Reads a file with questions, `-` from standard input. @throws UserError when there is no text, or no such format. */
export async function readSheetFile(file: string, format: string | undefined): Promise<Sheet> {
  const isInput = file === '-';
  const found = formatOf(isInput ? undefined : file, format);
  return readSheet(isInput ? 'stdin' : file, await textOf(file), found);
}

async function textOf(file: string): Promise<string> {
  const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file)).catch((cause) => {
    throw new UserError(`${file} can’t be read (${causeCode(cause)}). Give the path of a file.`, { cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${file} isn’t text in UTF-8. Save it as UTF-8 and try again.`, { cause });
  }
}
