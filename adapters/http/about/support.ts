import { html } from 'hono/html';
import type { Facts } from './facts.ts';
import { contactLine } from './words.ts';

export function supportPage(facts: Facts) {
  return html`<ul>
    <li><code>/interview help</code> lists what you can do; <code>/interview help question</code> explains one command.</li>
    <li>No answer to a command, or no question at its time? An admin sees what is wrong with <code>/interview schedule</code>, and who runs
      Whetstone with <code>whetstone doctor</code>.</li>
    <li>The coach got you wrong? Press <em>I didn’t say that</em> beneath a misconception, or ask a mentor: their score replaces the coach’s.</li>
  </ul>
  ${contactLine(facts)}`;
}
