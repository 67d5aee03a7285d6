import { test } from 'vitest';
import { failAgainAndAgain } from './servers.ts';
import { slackChat } from './slack-chat.ts';

test('PostgreSQL crashes and the queue forgets, on Slack with its queue in Redis: nothing lost and nothing twice', () =>
  failAgainAndAgain('slack', slackChat, 'redis'));
