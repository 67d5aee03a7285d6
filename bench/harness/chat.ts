import { freePort } from '../../test/support/free-port.ts';
import { type Program, startBare, type Variables } from './program.ts';
import { bot, signingSecret } from './slack-requests.ts';

/** The test server that stands for Slack's Web API, a process of its own. */
export interface Chat {
  /** What makes Whetstone call it, or a bare program. */
  readonly variables: Variables;
  /** When the messages since the last call of this were so many, in ms since 1970. */
  posted(count: number): Promise<number>;
  /** Resolves when there is a message in a thread. */
  postedIn(thread: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startChat(): Promise<Chat> {
  const port = await freePort();
  const program: Program = await startBare('chat-server', { PORT: String(port) });
  return {
    variables: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: bot.token,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    },
    async posted(count) {
      const answer = await fetch(`http://127.0.0.1:${port}/posted?count=${count}`);
      return Number(await answer.text());
    },
    async postedIn(thread) {
      await (await fetch(`http://127.0.0.1:${port}/thread?ts=${thread}`)).arrayBuffer();
    },
    stop: () => program.stop(),
  };
}
