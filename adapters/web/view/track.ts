import type { TrackSummary } from '../../../src/chat/library.ts';
import { type Category, categories, levels } from '../../../src/domain/question.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Visit } from '../visit.ts';
import { around, relatedTracks } from './library.ts';
import { type Found, filterForm, foundLine, questionCard } from './question-list.ts';

const asks: Record<Category, string> = {
  behavioral: 'What you did, and what you learned from it',
  technical: 'How things work, and how you would build them',
  situational: 'What you would do if it happened tomorrow',
};

export interface TrackParts extends Found {
  readonly track: TrackSummary;
  readonly tracks: readonly TrackSummary[];
}

export function trackPage(parts: TrackParts, visit: Visit): Html {
  const { track, tracks, filter } = parts;
  return around(
    visit,
    `/library/${track.id}`,
    html`<p class="crumb"><a href="/library">Question library</a></p><h1>${track.title}</h1><p class="lead">${track.description}</p>
${filterForm(`/library/${track.id}`, filter, track.topics)}${foundLine(parts)}
${categories.map((category) => categorySection(category, parts))}
<section><h2>How to prepare</h2><ul class="tips">${track.preparation_tips.map((tip) => html`<li>${tip}</li>`)}</ul></section>
${relatedTracks(track, tracks)}`,
  );
}

function categorySection(category: Category, { channel, ...found }: Found): Html {
  const questions = found.questions
    .filter((question) => question.category === category)
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  if (questions.length === 0) return nothing;
  return html`<section><h2 class="category">${category}</h2><p class="asks">${asks[category]}</p>${questions.map((question) => questionCard(question, channel))}</section>`;
}
