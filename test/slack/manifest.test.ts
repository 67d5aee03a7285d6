import { describe, expect, test } from 'vitest';
import { botScopes, slackManifest } from '../../adapters/slack/manifest.ts';
import { commandTable } from '../../src/app/command-table.ts';

const byUrl = slackManifest({ url: 'https://whetstone.example/' });
const bySocket = slackManifest({ socket: true });
const byBoth = slackManifest({ url: 'https://whetstone.example', socket: true });

/** @see https://docs.slack.dev/reference/app-manifest and github.com/slackapi/manifest-schema */
describe.each([
  ['by URL', byUrl],
  ['by Socket Mode', bySocket],
  ['by Socket Mode, with OAuth', byBoth],
])('the manifest %s', (_name, { display_information, features, settings, oauth_config }) => {
  test('is within Slack’s lengths', () => {
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description?.length).toBeLessThanOrEqual(140);
    expect(display_information.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(features?.bot_user?.display_name.length).toBeLessThanOrEqual(80);
    for (const { command, description, usage_hint } of features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/[a-z]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(usage_hint?.length).toBeLessThanOrEqual(1000);
    }
    for (const { name, description, callback_id } of features?.shortcuts ?? []) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
      expect(callback_id).toMatch(/^[a-z-]{1,255}$/);
    }
  });

  test('asks for each scope once and lists each event once', () => {
    const scopes = oauth_config?.scopes?.bot ?? [];
    expect(scopes).toEqual(botScopes.map(({ scope }) => scope));
    expect(new Set(scopes).size).toBe(scopes.length);
    const events = settings?.event_subscriptions?.bot_events ?? [];
    expect(new Set(events).size).toBe(events.length);
  });

  test('has a scope for every event that needs one', () => {
    const needed: Record<string, string> = {
      'message.channels': 'channels:history',
      'message.groups': 'groups:history',
      reaction_added: 'reactions:read',
      reaction_removed: 'reactions:read',
      channel_id_changed: 'channels:read',
      channel_rename: 'channels:read',
      group_rename: 'groups:read',
      member_left_channel: 'groups:read',
    };
    const scopes: readonly string[] = oauth_config?.scopes?.bot ?? [];
    for (const event of settings?.event_subscriptions?.bot_events ?? []) {
      const scope = needed[event];
      if (scope !== undefined) expect(scopes).toContain(scope);
    }
  });

  test('lets Whetstone write to people, who can’t write back', () => {
    expect(features?.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });
});

test('by URL everything goes to one address', () => {
  const events = 'https://whetstone.example/slack/events';
  expect(byUrl.settings?.socket_mode_enabled).toBe(false);
  expect(byUrl.settings?.event_subscriptions?.request_url).toBe(events);
  expect(byUrl.settings?.interactivity).toEqual({ is_enabled: true, request_url: events });
  expect(byUrl.features?.slash_commands?.map(({ url }) => url)).toEqual([events]);
  expect(byUrl.oauth_config?.redirect_urls).toEqual(['https://whetstone.example/slack/oauth_redirect']);
});

test('by Socket Mode there is no address at all', () => {
  expect(bySocket.settings?.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(bySocket)).not.toContain('http');
});

test('by Socket Mode with OAuth the address is there for installations alone', () => {
  const redirect_urls = ['https://whetstone.example/slack/oauth_redirect'];
  expect(byBoth).toEqual({ ...bySocket, oauth_config: { ...bySocket.oauth_config, redirect_urls } });
});

test('every scope is explained', () => {
  for (const { why } of botScopes) expect(why).toMatch(/^[A-Z].{10,}\.$/);
});

test('the hint names every command that anybody can type', () => {
  const hint = byUrl.features?.slash_commands?.[0]?.usage_hint ?? '';
  for (const { who, name } of commandTable) if (who === 'anyone') expect(hint).toContain(name.split(' ')[0]);
});
