import { html } from 'hono/html';
import { keptDays } from '../../../src/audit/entries.ts';
import { sayMinutes } from '../../../src/base/time.ts';
import { rememberedMinutes } from '../../../src/practice/withdraw-answer.ts';
import { keptAfterRemovalDays } from '../../../src/workspaces/erase-workspace.ts';
import type { Facts } from './facts.ts';
import { contactLine, inWords, runBy } from './words.ts';

export function privacyPage(facts: Facts) {
  const { platforms, operator } = facts;
  const platform = platforms.length > 0 ? inWords(platforms) : 'this website';
  return html`<p>${runBy(facts)} runs this Whetstone and decides what happens with what it stores. What follows is written by the program from
    how it is set up.</p>
  ${contactLine(facts)}
  <h2>What is stored</h2>
  <ul>
    <li>Of whoever uses it: the id and the name that ${platform} shows.</li>
    <li>Answers to its questions, with their edits; the coach’s feedback on them; replies to its follow-up questions.</li>
    <li>Votes, mentors’ reviews and comments, suggested questions, job descriptions for as long as questions are drafted from them.</li>
    <li>Private practice, mock interviews, and what you’re about to forget. Only you see these, unless you share a report.</li>
    <li>Settings, such as your reminders, quiet hours and days off.</li>
  </ul>
  <p>Nothing is stored of anybody who never used it and whom nobody named to it, as for a mock interview; nor of messages outside its threads. What people write never goes into its logs.</p>
  <h2>Where it is, and who else gets it</h2>
  <ul>
    <li>${operator.dataLocation === undefined ? 'Whoever runs it hasn’t said where the database is.' : html`The database is in ${operator.dataLocation}.`}</li>
    ${platforms.map((name) => html`<li>${name} carries the messages, under its own privacy policy.</li>`)}
    ${modelLine(facts)}
    ${facts.tracesTo === undefined ? '' : html`<li>How long jobs take, without names and words, goes to ${facts.tracesTo}.</li>`}
  </ul>
  <p>Nothing is sold, used for advertising, or used to train a model by Whetstone.</p>
  <h2>For how long</h2>
  <ul>
    <li>An answer that you take back is erased ${sayMinutes(rememberedMinutes)} later, together with its feedback.</li>
    <li>What admins and mentors did is kept for ${keptDays} days, without anybody’s words.</li>
    <li>Everything else is kept until its member has it erased, or for as long as the admins of your workspace say, which
      <code>/interview settings</code> shows.</li>
    <li>All of a workspace is erased ${keptAfterRemovalDays} days after Whetstone was removed from it.</li>
  </ul>
  <h2>What you can do</h2>
  <ul>
    <li><code>/interview data export</code> sends you all that is yours, in a file.</li>
    <li><code>/interview data forget</code> erases all that is yours, and says first what that means.</li>
    <li>Delete your answer in the chat: it is taken back.</li>
    <li><code>/interview data export</code> sends you a file with everything that is yours.</li>
    <li><code>/interview leaderboard hide</code> takes you off all leaderboards.</li>
    <li><code>/interview feedback private</code> shows feedback to you alone.</li>
  </ul>`;
}

function modelLine({ model }: Facts) {
  if (!model) return html`<li>The coach is part of this Whetstone: no answer leaves it to be read.</li>`;
  return html`<li>An AI coach reads answers: the question and the answer, without the author’s name, go to ${model.host}, where the model
    ${model.name} reads them. What it wrote says so. Of answers in private practice that is the same, for feedback that only you see.</li>`;
}
