import { expect, test } from 'vitest';
import { commandText, plainText } from '../../adapters/slack/receive/plain-text.ts';

/** @see https://docs.slack.dev/messaging/formatting-message-text */
test.each([
  ['Run <http://deploy.sh|deploy.sh> first', 'Run deploy.sh first'],
  ['See <https://example.org/a?b=1&amp;c=2>', 'See https://example.org/a?b=1&c=2'],
  ['See <https://example.org/|https://example.org>', 'See https://example.org'],
  ['See <https://Example.org/Plan|Example.org/Plan>', 'See Example.org/Plan'],
  ['See <https://example.org/plan|the plan>', 'See the plan (https://example.org/plan)'],
  ['Mail <mailto:ana@example.org|ana@example.org>', 'Mail ana@example.org'],
  ['Call <tel:+4930123|+4930123>', 'Call +4930123'],
  ['In <#C0PRACTICE|practice>', 'In #practice'],
  ['In <#C0PRACTICE|>', 'In #channel'],
  ['In <#C0PRACTICE>', 'In #channel'],
  ['<@U0MAYA|maya>, <@U0LEO>', '@maya, @U0LEO'],
  ['<!subteam^S0TEAM|@backend>, <!subteam^S0TEAM>', '@backend, @group'],
  ['<!here>, <!channel|channel>, <!everyone|@everyone>', '@here, @channel, @everyone'],
  [
    'Since <!date^1392734382^{date_num} at {time}^https://example.org|18 February 2014>',
    'Since 18 February 2014',
  ],
  ['a &lt; b &amp;&amp; b &gt; c, &amp;lt;', 'a < b && b > c, &lt;'],
  ['x <y> z', 'x y z'],
])('%s', (text, typed) => {
  expect(plainText(text)).toBe(typed);
});

test.each([
  ['mentor add <@U0MAYA|maya>', 'mentor add <@U0MAYA|maya>'],
  ['bank search <http://deploy.sh|deploy.sh>', 'bank search deploy.sh'],
  ['bank search <https://example.org>', 'bank search https://example.org'],
  ['bank search <#C0PRACTICE|practice> <#C0PRACTICE|>', 'bank search practice C0PRACTICE'],
])('the command %s', (text, typed) => {
  expect(commandText(text)).toBe(typed);
});
