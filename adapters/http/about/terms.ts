import { html } from 'hono/html';
import type { Facts } from './facts.ts';
import { contactLine, runBy } from './words.ts';

export function termsPage(facts: Facts) {
  return html`<p>${runBy(facts)} lets you use this Whetstone to practise interviews.</p>
  <ul>
    <li>Feedback comes from ${facts.model ? 'an AI coach and ' : ''}a program that reads your words. It can be wrong; mentors’ reviews count before it.</li>
    <li>Don’t write what your colleagues may not read, such as secrets of an employer or a client: answers in a thread are seen by everybody
      in the channel.</li>
    <li>What you write stays yours. It is stored and shown only so that you and your team can practise.</li>
    <li>It isn’t meant for deciding whom to hire, promote or dismiss.</li>
    <li>It is offered as it is. It may be changed, interrupted or ended.</li>
  </ul>
  ${contactLine(facts)}`;
}
