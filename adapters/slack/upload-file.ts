import { request } from 'undici';
import type { Connection } from './connections.ts';
import { deleteMessage } from './delete-message.ts';
import { codeOf } from './errors.ts';
import { escapeText } from './escape.ts';

/** Longer than Slack ever takes. */
const timeoutMs = 30_000;

/**
 * Brings a file to Slack, where nobody sees it until it is shared. Returns its id.
 * @see https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export async function uploadFile(
  { client }: Connection,
  filename: string,
  bytes: Uint8Array,
): Promise<string> {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.byteLength,
  });
  if (upload_url === undefined || file_id === undefined) throw new Error('Slack named no place for a file');
  const { statusCode, body } = await request(upload_url, {
    method: 'POST',
    body: bytes,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`Slack answered a file with ${statusCode}`);
  return file_id;
}

/** Shows an uploaded file in a conversation, with a line of text above it. */
export async function shareFile(
  { client }: Connection,
  conversation: string,
  { id, name, comment }: { readonly id: string; readonly name: string; readonly comment: string },
): Promise<void> {
  await client.files.completeUploadExternal({
    files: [{ id, title: name }],
    channel_id: conversation,
    initial_comment: escapeText(comment),
  });
}

/** Removes a file that was shared in a conversation, and first its message, which only the file tells. Either may be gone already. */
export async function removeFile(
  { client }: Connection,
  { channel, file }: { readonly channel: string; readonly file: string },
): Promise<void> {
  const known = await ifThere(async () => (await client.files.info({ file })).file);
  const shares = known?.shares?.private?.[channel] ?? [];
  for (const { ts } of shares) if (ts !== undefined) await deleteMessage(client, channel, ts);
  await ifThere(() => client.files.delete({ file }));
}

/** Of a file that is gone already, nothing. */
async function ifThere<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!['file_not_found', 'file_deleted'].includes(codeOf(error) ?? '')) throw error;
    return undefined;
  }
}
