import { test } from 'vitest';
import { discordChat } from './discord-chat.ts';
import { failAgainAndAgain } from './servers.ts';

test('PostgreSQL crashes and the queue forgets, on Discord with its queue in PostgreSQL: nothing lost and nothing twice', () =>
  failAgainAndAgain('discord', discordChat, 'postgres'));
