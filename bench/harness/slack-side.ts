import { freePort } from '../../test/support/free-port.ts';
import type { Program, Variables } from './program.ts';
import { SlackRequests } from './slack-requests.ts';

/** A program that takes Slack's requests, with a database of its own. */
export interface SlackSide {
  readonly database: string;
  readonly requests: SlackRequests;
  stop(): Promise<void>;
}

export async function slackSide(
  database: string,
  connections: number,
  start: (variables: Variables) => Promise<Program>,
): Promise<SlackSide> {
  const port = await freePort();
  const program = await start({ DATABASE_URL: database, PORT: String(port) });
  const requests = new SlackRequests(port, connections);
  return {
    database,
    requests,
    async stop() {
      requests.close();
      await program.stop();
    },
  };
}
