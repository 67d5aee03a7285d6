import { request } from 'undici';
import type { DrawnPicture } from '../../src/chat/picture-in.ts';
import type { Connection } from './connections.ts';

/** Longer than Slack ever takes. */
const timeoutMs = 10_000;

/**
 * Sends a picture to a member in the conversation with the bot, since what one member alone sees of a channel can't hold files. What it shows is the
 * message's text: with `alt_txt`, Slack may say that it shared a file and not do so.
 * @see https://docs.slack.dev/messaging/working-with-files#uploading_files, https://github.com/slackapi/python-slack-sdk/issues/1818
 */
export async function sendPicture(
  { client }: Connection,
  member: string,
  { name, png, alt }: DrawnPicture,
): Promise<void> {
  const filename = `${name}.png`;
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename,
    length: png.byteLength,
  });
  if (upload_url === undefined || file_id === undefined) throw new Error('Slack named no place for a file');
  const { statusCode, body } = await request(upload_url, {
    method: 'POST',
    body: png,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`Slack answered a file with ${statusCode}`);
  const { channel } = await client.conversations.open({ users: member });
  await client.files.completeUploadExternal({
    files: [{ id: file_id, title: filename }],
    channel_id: channel?.id ?? member,
    initial_comment: alt,
  });
}
