import { test } from 'vitest';
import { killAgainAndAgain } from './crashes.ts';
import { discordChat } from './discord-chat.ts';

test('killed at any moment, on Discord with its queue in Redis: nothing lost and nothing twice', () =>
  killAgainAndAgain('discord', discordChat, 'redis'));
