import type { Config } from '../src/config/config.ts';
import { isPrivate } from '../src/config/reach.ts';
import type { Services } from '../src/services/services.ts';
import type { Connected } from './connect.ts';
import type { Opened } from './open.ts';

/** What is on and what is off, for a person. */
export function tell(
  config: Config,
  { server, database, bank, backend }: Opened,
  { services, slack, discord }: Connected,
): string[] {
  const { isEmbedded, url } = database;
  return [
    `Playground  ${playgroundState(config, server.address)}`,
    `Questions   ${bank}`,
    `Coach       ${coachState(config, services)}`,
    `Database    ${isEmbedded ? `embedded PostgreSQL in ${config.dataDir}` : new URL(url).host}`,
    `Queue       ${backend.name}`,
    `Slack       ${slack?.state() ?? 'off'}`,
    `Discord     ${discord?.state() ?? 'off'}`,
  ];
}

function playgroundState({ playground, roles, host, publicUrl }: Config, address: string): string {
  if (!playground || !roles.includes('web')) return 'off';
  const at = publicUrl ?? address;
  return isPrivate(host, publicUrl)
    ? at
    : `${at} – without passwords: everybody who can reach it can act as anybody`;
}

function coachState({ openai }: Config, { coach }: Services): string {
  if (coach.name === 'rubric') return 'rubric (offline)';
  const where = openai?.baseUrl ? ` at ${new URL(openai.baseUrl).host}` : '';
  return `${coach.name}${openai ? ` (${openai.model}${where})` : ''}, with rubric as second opinion`;
}
