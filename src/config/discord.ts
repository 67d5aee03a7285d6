import type { Variables } from './variables.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Another address than Discord's own, without the version. */
  readonly apiUrl: string | undefined;
}

export function discordSettings(data: Variables, problems: string[]): DiscordSettings | undefined {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = data;
  if (token) return { token, apiUrl: apiUrl?.replace(/\/$/, '') };
  if (apiUrl) problems.push('DISCORD_TOKEN is missing: it’s on the application’s “Bot” page.');
  return undefined;
}
