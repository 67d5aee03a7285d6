import { createHmac, randomUUID } from 'node:crypto';

export const signingSecret = 'test-signing-secret';

export interface Delivery {
  readonly retry?: number;
  readonly secret?: string;
  /** Seconds since 1970; now, unless said. */
  readonly at?: number;
}

/** Sends a body, whatever it is, as Slack signs it. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export async function deliver(
  url: string,
  body: string,
  type: string,
  delivery: Delivery = {},
): Promise<Response> {
  const { retry, secret = signingSecret, at = Math.floor(Date.now() / 1000) } = delivery;
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }),
    },
  });
}

/** A whole body: of an event, a command, or anything else that people do. */
export type Payload = Readonly<Record<string, unknown>>;

/** Sends a body, encoded and signed as Slack does with its kind. */
export function send(url: string, body: Payload, delivery?: Delivery): Promise<Response> {
  if (body.type === 'event_callback') return deliver(url, JSON.stringify(body), 'application/json', delivery);
  const form = 'command' in body ? (body as Record<string, string>) : { payload: JSON.stringify(body) };
  return deliver(url, new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded', delivery);
}

/** `at` is in seconds since 1970. */
export function event(team: string, what: object, at = Math.floor(Date.now() / 1000)): Payload {
  return {
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A0WHETSTON',
    event_id: `Ev${randomUUID()}`,
    event_time: at,
    event: what,
  };
}

export function command(fields: Record<string, string>): Payload {
  return { command: '/interview', api_app_id: 'A0WHETSTON', is_enterprise_install: 'false', ...fields };
}

export function interaction(what: object): Payload {
  return { api_app_id: 'A0WHETSTON', ...what };
}
