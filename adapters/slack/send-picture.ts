import type { DrawnPicture } from '../../src/chat/picture-in.ts';
import type { Connection } from './connections.ts';
import { shareFile, uploadFile } from './upload-file.ts';

/**
 * Sends a picture to a member in the conversation with the bot, since what one member alone sees of a channel can't hold files. What it shows is the
 * message's text: with `alt_txt`, Slack may say that it shared a file and not do so.
 * @see https://github.com/slackapi/python-slack-sdk/issues/1818
 */
export async function sendPicture(
  connection: Connection,
  member: string,
  { name: picture, png, alt }: DrawnPicture,
): Promise<void> {
  const name = `${picture}.png`;
  const id = await uploadFile(connection, name, png);
  const { channel } = await connection.client.conversations.open({ users: member });
  await shareFile(connection, channel?.id ?? member, { id, name, comment: alt });
}
