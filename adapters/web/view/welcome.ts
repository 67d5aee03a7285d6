import { messagePath } from '../platform.ts';
import { type Html, html, nothing } from '../render/html.ts';
import { firstChannel } from '../seed.ts';
import type { Steps } from '../store/steps.ts';
import type { Visit } from '../visit.ts';
import { icons } from './icons.ts';
import { opensThread, threadPath } from './thread-link.ts';

/** Three things to try, until dismissed. */
export function welcome(steps: Steps, visit: Visit, here: string): Html {
  return html`<section class="welcome" aria-labelledby="welcome-title"><div class="welcome-head"><h2 id="welcome-title">Welcome to Whetstone. Three things to try:</h2><form method="post" action="/welcome/dismiss"><input type="hidden" name="back" value="${here}"><button class="tool" aria-label="Dismiss the welcome">${icons.close}</button></form></div>
<ol id="welcome-steps">${welcomeSteps(steps, visit)}</ol></section>`;
}

/** Each leads to where it is done, and is ticked off once it is. */
export function welcomeSteps(steps: Steps, visit: Visit): Html {
  const { question } = steps;
  return html`${step(
    steps.hasAnswered,
    html`<a class="step" ${question ? opensThread(firstChannel, question) : html`href="#text-channel"`}>Answer today’s question</a>`,
    html`Write a few sentences in its thread. Feedback follows in a moment.`,
  )}${step(
    steps.hasSeenBoard,
    html`<a class="step" href="#text-channel" data-command="/interview leaderboard">Look at the leaderboard</a>`,
    html`Send <code>/interview leaderboard</code> from the message box.`,
  )}${step(steps.hasReviewed, mentorStep(steps, visit), html`Review the answer with <em>Review</em> beneath its feedback.`)}`;
}

function step(isDone: boolean, action: Html, hint: Html): Html {
  return html`<li${isDone ? html` class="done"` : nothing}>${isDone ? html`<span class="sr-only">Done: </span>` : nothing}${action}<p class="hint">${hint}</p></li>`;
}

/** Becomes the mentor where there is an answer to review. */
function mentorStep({ question, answer }: Steps, { people }: Visit): Html {
  const mentor = people.find((person) => person.isMentor);
  if (!mentor) return html`<a class="step" href="#sidebar">Switch to the mentor</a>`;
  const thread = question ? threadPath(firstChannel, question) : '/';
  const back = answer ? messagePath(firstChannel, answer) : thread;
  return html`<form method="post" action="/people/be"><input type="hidden" name="back" value="${back}"><button class="step" name="person" value="${mentor.id}">Switch to <bdi>${mentor.name}</bdi>, the mentor</button></form>`;
}
