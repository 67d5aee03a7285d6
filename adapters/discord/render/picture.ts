import { ellipsis } from '../../../src/chat/cut.ts';
import type { DrawnPicture } from '../../../src/chat/picture-in.ts';
import { limits } from '../limits.ts';
import type { RenderedMessage } from './message.ts';

/** The messages with a picture beneath the words of the last. @see https://docs.discord.com/developers/reference#uploading-files */
export function withPicture(
  messages: readonly RenderedMessage[],
  { name, png, alt }: DrawnPicture,
): RenderedMessage[] {
  const last = messages.at(-1);
  const embed = last?.embeds.at(-1);
  if (!last || !embed) return [...messages];
  const filename = `${name}.png`;
  const illustrated: RenderedMessage = {
    ...last,
    embeds: [...last.embeds.slice(0, -1), { ...embed, image: { url: `attachment://${filename}` } }],
    attachments: [{ id: 0, filename, description: ellipsis(alt, limits.attachmentDescription) }],
    files: [{ name: filename, data: Buffer.from(png), contentType: 'image/png' }],
  };
  return [...messages.slice(0, -1), illustrated];
}
