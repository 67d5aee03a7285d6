import { test } from 'vitest';
import { killAgainAndAgain } from './crashes.ts';
import { slackChat } from './slack-chat.ts';

test('killed at any moment, on Slack with its queue in Redis: nothing lost and nothing twice', () =>
  killAgainAndAgain('slack', slackChat, 'redis'));
