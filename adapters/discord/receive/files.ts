import type { REST } from 'discord.js';
import { z } from 'zod';
import type { IncomingFile } from '../../../src/chat/core.ts';
import { closed, downloadText } from '../../http/download-text.ts';

/** What we read of an attachment. @see https://docs.discord.com/developers/resources/message#attachment-object */
const attachmentSchema = z.object({
  filename: z.string().default(''),
  content_type: z.string().nullish(),
  size: z.number().default(0),
  url: z.string().default(''),
});

/** What a message may be instead of words. */
export const withFilesSchema = z.object({
  attachments: z.array(attachmentSchema).default([]),
  sticker_items: z.array(z.unknown()).default([]),
  poll: z.unknown().optional(),
  message_snapshots: z.array(z.unknown()).default([]),
});

/**
 * The files of a message: Discord's clients make one of more than 2,000 characters. A sticker, a poll or a forwarded message is
 * something to look at, too.
 */
export function filesOf(
  message: z.output<typeof withFilesSchema>,
  rest: REST,
): { readonly files: readonly IncomingFile[] } | undefined {
  const { attachments, sticker_items, poll, message_snapshots } = message;
  const files = attachments.map(({ filename, content_type, size, url }) => ({
    name: filename,
    mimetype: content_type ?? '',
    size,
    read: async () => {
      if (!isDiscords(url, rest.options.api)) throw closed();
      return downloadText('Discord', url);
    },
  }));
  const others = [...sticker_items, ...message_snapshots, ...(poll ? [poll] : [])].map(() => wordless);
  return files.length + others.length > 0 ? { files: [...files, ...others] } : undefined;
}

const wordless: IncomingFile = { name: '', mimetype: '', size: 0, read: () => Promise.reject(closed()) };

/** Where Discord keeps attachments, or the server that stands for it. */
function isDiscords(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /^(cdn|media)\.discordapp\.(com|net)$/.test(hostname);
}
