import type { RawFile } from 'discord.js';
import { markServer } from '../server-mark.ts';
import { withFiles } from '../with-files.ts';

/**
 * The request of an answer: what it says, about a server where nothing else tells which, and its files beside the JSON.
 *
 * @param wrap what is put around what it says
 */
export async function requestOf(
  sent: object | undefined,
  server: string | undefined,
  wrap: (data: object | undefined) => object | undefined = (data) => data,
) {
  const { files, ...data }: { readonly files?: readonly RawFile[] } = { ...sent };
  const body = wrap(sent && (server === undefined ? data : markServer(data, server)));
  if (body && files) return { auth: false, ...(await withFiles(body, files)) };
  return { auth: false, ...(body ? { body } : {}) };
}
