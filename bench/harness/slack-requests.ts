import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';

export const signingSecret = 'bench-signing-secret';
export const team = 'T0BENCH';
export const bot = { id: 'B0BENCH', user: 'U0BENCH', token: 'xoxb-bench' };

/** Sends what Slack would send, signed as Slack signs it, over connections that are kept. */
export class SlackRequests {
  readonly #url: URL;
  readonly #agent: Agent;

  constructor(port: number, connections: number) {
    this.#url = new URL(`http://127.0.0.1:${port}/slack/events`);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  event(id: string, event: object): Promise<void> {
    const envelope = { type: 'event_callback', team_id: team, api_app_id: 'A0BENCH', event_id: id };
    return this.#send(JSON.stringify({ ...envelope, event_time: 1, event }), 'application/json');
  }

  command(fields: Readonly<Record<string, string>>): Promise<void> {
    const common = { command: '/interview', team_id: team, api_app_id: 'A0BENCH' };
    const body = new URLSearchParams({ ...common, is_enterprise_install: 'false', ...fields });
    return this.#send(body.toString(), 'application/x-www-form-urlencoded');
  }

  /** Lets connections go that the server may be about to close; the next request opens another. */
  close(): void {
    this.#agent.destroy();
  }

  /** Resolves when it is acknowledged. */
  async #send(body: string, type: string): Promise<void> {
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
    const { statusCode } = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'x-slack-request-timestamp': at,
        'x-slack-signature': `v0=${signature}`,
      };
      const sent = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume().once('end', () => resolve(response));
      });
      sent.once('error', reject).end(body);
    });
    if (statusCode !== 200) throw new Error(`answered with ${statusCode}`);
  }
}
