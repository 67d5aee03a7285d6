import { type OutgoingFile, PlatformError } from '../../../src/chat/platform.ts';
import { tooLarge } from '../fault-table.ts';
import { limits } from '../limits.ts';
import type { RenderedMessage } from './message.ts';

/** The message with a file beneath it. @throws PlatformError for one that Discord wouldn't take */
export async function attach(
  message: RenderedMessage,
  file: OutgoingFile | undefined,
): Promise<RenderedMessage> {
  if (!file) return message;
  const { name, mediaType: contentType } = file;
  const data = Buffer.from(await file.bytes());
  if (data.byteLength > limits.file) throw new PlatformError('unreachable', tooLarge, { isUnsent: true });
  return {
    ...message,
    attachments: [{ id: 0, filename: name }],
    files: [{ name, data, contentType }],
  };
}
