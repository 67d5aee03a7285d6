import { extname } from 'node:path';
import { UserError } from '../../base/errors.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { yaml } from './yaml.ts';

const formats: Readonly<Record<string, Format>> = { yaml, json, csv, markdown };

export const formatNames = Object.keys(formats).join(', ');

const extensions: Readonly<Record<string, Format>> = {
  '.yaml': yaml,
  '.yml': yaml,
  '.json': json,
  '.csv': csv,
  '.md': markdown,
};

/** The format that was said, else the one that the file's extension means. @throws UserError when neither says one. */
export function formatOf(file: string | undefined, said: string | undefined): Format {
  if (said !== undefined) {
    if (Object.hasOwn(formats, said)) return formats[said] as Format;
    throw new UserError(`There is no format “${said}”. Choose one of ${formatNames}.`);
  }
  const format = file === undefined ? undefined : extensions[extname(file).toLowerCase()];
  if (format) return format;
  const what = file === undefined ? 'Nothing says the format' : `“${file}” doesn’t say its format`;
  throw new UserError(
    `${what}. Add --format with one of ${formatNames}, or name a file that ends in ${Object.keys(extensions).join(', ')}.`,
  );
}
