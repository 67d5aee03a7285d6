import { test } from 'vitest';
import { killAgainAndAgain } from './crashes.ts';
import { slackChat } from './slack-chat.ts';

test('killed at any moment, on Slack with its queue in PostgreSQL: nothing lost and nothing twice', () =>
  killAgainAndAgain('slack', slackChat, 'postgres'));
