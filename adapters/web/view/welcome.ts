import { type Html, html } from '../render/html.ts';
import type { Visit } from '../visit.ts';
import { icons } from './icons.ts';

/** Three things to try, until dismissed. */
export function welcome({ people }: Visit, here: string): Html {
  const mentor = people.find((person) => person.isMentor);
  return html`<section class="welcome" aria-labelledby="welcome-title"><div class="welcome-head"><h2 id="welcome-title">Welcome to Whetstone. Three things to try:</h2><form method="post" action="/welcome/dismiss"><input type="hidden" name="back" value="${here}"><button class="tool" aria-label="Dismiss the welcome">${icons.close}</button></form></div>
<ol><li><strong>Answer today’s question</strong> Open its thread and write a few sentences. Feedback follows in a moment.</li>
<li><strong>Look at the leaderboard</strong> Type <code>/interview leaderboard</code> in the message box.</li>
<li><strong>Be the mentor</strong> Become ${mentor ? html`<bdi>${mentor.name}</bdi>` : 'a mentor'} by the switch at the bottom of the menu, and choose <em>Review answer</em> from the answer’s menu.</li></ol></section>`;
}
