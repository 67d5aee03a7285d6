import {
  type Category,
  categories,
  levels,
  type Question,
  type Track,
} from '../../../src/domain/question.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Channel } from '../rows.ts';
import type { Visit } from '../visit.ts';
import { around, relatedTracks } from './library.ts';

const asks: Record<Category, string> = {
  behavioral: 'What you did, and what you learned from it',
  technical: 'How things work, and how you would build them',
  situational: 'What you would do if it happened tomorrow',
};

export interface TrackParts {
  readonly track: Track;
  readonly tracks: readonly Track[];
  /** Where a question is practised. */
  readonly channel: Channel;
}

export function trackPage({ track, tracks, channel }: TrackParts, visit: Visit): Html {
  return around(
    visit,
    `/library/${track.id}`,
    html`<p class="crumb"><a href="/library">Question library</a></p><h1>${track.title}</h1><p class="lead">${track.description}</p>
${categories.map((category) => categorySection(category, track, channel))}
<section><h2>How to prepare</h2><ul class="tips">${track.preparation_tips.map((tip) => html`<li>${tip}</li>`)}</ul></section>
${relatedTracks(track, tracks)}`,
  );
}

function categorySection(category: Category, track: Track, channel: Channel): Html {
  const questions = track.questions
    .filter((question) => question.category === category)
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  if (questions.length === 0) return nothing;
  return html`<section><h2 class="category">${category}</h2><p class="asks">${asks[category]}</p>${questions.map((question) => questionCard(question, channel))}</section>`;
}

function questionCard(question: Question, channel: Channel): Html {
  const anchor = question.id.slice(question.id.indexOf('/') + 1);
  return html`<article class="question" id="${anchor}"><p class="marks"><span class="level level-${question.level}">${question.level}</span><a class="anchor" href="#${anchor}" aria-label="Link to this question">#</a></p><h3>${question.prompt}</h3>
<details><summary>Sample answer and tip</summary><div class="text">${question.sample_answer}</div><p class="tip"><strong>Tip</strong> ${question.tip}</p></details>
<form method="post" action="/library/practise"><input type="hidden" name="channel" value="${channel.id}"><input type="hidden" name="question" value="${question.id}"><div class="buttons"><button class="button primary" name="how" value="privately">Practise privately</button><button class="button" name="how" value="together">Ask in <bdi>#${channel.name}</bdi></button></div></form></article>`;
}
