import { z } from 'zod';
import type { IncomingFile } from '../../src/chat/core.ts';
import { closed, downloadText } from '../http/download-text.ts';
import type { Connection } from './connections.ts';
import { asPlatformError } from './errors.ts';

const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** What we read of a file. @see https://docs.slack.dev/reference/objects/file-object */
export const slackFileSchema = z.object({
  id: maybe,
  name: maybe,
  mimetype: maybe,
  mode: maybe,
  size: z.number().nullish(),
  url_private: maybe,
  /** `check_file_info` where a file of another company has to be asked for. */
  file_access: maybe,
});

type SlackFile = z.infer<typeof slackFileSchema>;

/** Files whose bytes are what was written; canvases, posts, mails and what lies elsewhere are none. */
const isPlain = ({ mode = 'hosted' }: SlackFile) => mode === 'hosted' || mode === 'snippet';

/** The files of a message, each to be read with the bot's token. Of a deleted one nothing is left. */
export function filesOf(
  connection: Connection,
  files: readonly SlackFile[],
): Pick<{ readonly files: readonly IncomingFile[] }, 'files'> | undefined {
  const present = files.filter(({ mode }) => mode !== 'tombstone');
  if (present.length === 0) return undefined;
  return {
    files: present.map((file) => {
      const isElsewhere = file.file_access === 'check_file_info';
      return {
        name: file.name ?? '',
        // What is only hinted at is mostly what people write.
        mimetype: isElsewhere ? 'text/plain' : isPlain(file) ? (file.mimetype ?? '') : '',
        size: file.size ?? 0,
        read: async () => download(connection, isElsewhere ? await whole(connection, file) : file),
      };
    }),
  };
}

/** @throws PlatformError also for one that is no text, as isn't known before. */
async function whole({ client }: Connection, { id = '' }: SlackFile): Promise<SlackFile> {
  const { file } = await client.files.info({ file: id }).catch((error: unknown) => {
    throw asPlatformError(error);
  });
  const { data } = slackFileSchema.safeParse(file);
  if (!data?.mimetype?.startsWith('text/') || !isPlain(data)) throw closed();
  return data;
}

/** From Slack alone. Without the scope, or where the file is gone, Slack shows a page. */
async function download({ token, client }: Connection, { url_private = '' }: SlackFile): Promise<string> {
  if (!isSlacks(url_private, client.slackApiUrl)) throw closed();
  return downloadText('Slack', url_private, { authorization: `Bearer ${token}` });
}

/** Slack's own addresses, or those of the server that stands for it: to no other goes the token. */
function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(hostname);
}
