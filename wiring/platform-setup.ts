import type { DiscordSettings } from '../src/config/discord.ts';

export { slackManifest } from '../adapters/slack/manifest.ts';

/** Registers the commands at Discord. Returns their names. */
export async function registerDiscord(settings: DiscordSettings, guild?: string): Promise<string[]> {
  const { registerDiscord: register } = await import('../adapters/discord/commands/register.ts');
  return register(settings, guild);
}
