import { test } from 'vitest';
import { discordChat } from './discord-chat.ts';
import { silenceAgainAndAgain } from './silence.ts';

test('the ways to the servers fall silent, on Discord with its queue in PostgreSQL: back in 15 s, nothing lost and nothing twice', () =>
  silenceAgainAndAgain('discord', discordChat, 'postgres'));
