import { html } from 'hono/html';
import type { Facts } from './facts.ts';
import { inWords } from './words.ts';

export function homePage({ platforms, canInstall, operator }: Facts) {
  const where = platforms.length > 0 ? ` in ${inWords(platforms)}` : '';
  return html`<p>Whetstone lets teams practise job interviews where they already talk${where}. It asks a question in a channel, you answer in
    the thread, a coach tells you what you made and missed, and colleagues vote and review.</p>
  ${canInstall ? html`<p><a href="/slack/install">Add Whetstone to Slack</a></p>` : ''}
  <p>Once it is in your workspace or server, type <code>/interview help</code>.</p>
  ${operator.name === undefined ? '' : html`<p class="soft">This Whetstone is run by ${operator.name}.</p>`}`;
}
