/** What people write, or are made to write, and no adapter may turn into anything but text. */
export const hostileTexts = {
  script: '<script>alert(1)</script>',
  image: '<img src=x onerror=alert(1)>',
  attribute: '" onmouseover="alert(1)" x=\'y',
  everyone: '@everyone and @here',
  'Slack broadcast': '<!channel> <!here>',
  'Slack mention': '<@U1> and <@!1> and <#C1>',
  'Slack link': '<http://evil.example|your bank>',
  'Markdown link': '[x](http://evil.example)',
  backticks: '``` `code` ```',
  emphasis: '*bold* _italic_ ~struck~ **b** __u__ ||spoiler||',
  entity: '&amp; &lt;b&gt; &#39;',
  'htmx tag': '<hx-partial hx-target="body">gone</hx-partial>',
  'right-to-left override': 'safe\u202Egpj.exe',
  'unclosed isolate': 'one \u2067 two',
  'zero width': 'pa\u200Bss\u200Cwo\u200Drd\uFEFF',
  'null byte': 'before\u0000after',
  'control characters': 'a\u0007b\u001bc\u0085d',
  'half of a character': 'a\uD83Db',
  arabic: 'مرحبا بالعالم',
  hebrew: 'שלום עולם 123',
  accents: `Z${'\u0301'.repeat(300)}`,
} as const;

export const family = '👨‍👩‍👧‍👦';
export const flag = '🏳️‍🌈';

/** The parts of the text that a reader needs: letters and digits, without what adapters neutralise. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
