import { test } from 'vitest';
import { silenceAgainAndAgain } from './silence.ts';
import { slackChat } from './slack-chat.ts';

test('the ways to the servers fall silent, on Slack with its queue in Redis: back in 15 s, nothing lost and nothing twice', () =>
  silenceAgainAndAgain('slack', slackChat, 'redis'));
