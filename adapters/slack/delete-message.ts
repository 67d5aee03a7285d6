import type { WebClient } from '@slack/web-api';
import { codeOf } from './errors.ts';

/** One that is gone already is a success. */
export async function deleteMessage(client: WebClient, channel: string, ts: string): Promise<void> {
  await client.chat.delete({ channel, ts }).catch((error: unknown) => {
    if (codeOf(error) !== 'message_not_found') throw error;
  });
}
