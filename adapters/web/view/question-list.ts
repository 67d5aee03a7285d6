import type { LibraryPage, LibraryQuery } from '../../../src/chat/library.ts';
import { categories, levels, type Question } from '../../../src/domain/question.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Channel } from '../rows.ts';

/** Questions that were looked for. */
export interface Found extends LibraryPage {
  readonly filter: LibraryQuery;
  /** Where a question is practised. */
  readonly channel: Channel;
}

/** The form that narrows a list down; it works without scripts. */
export function filterForm(path: string, filter: LibraryQuery, topics: readonly string[] = []): Html {
  return html`<form class="filter" method="get" action="${path}" role="search"><label class="grow">Words<input type="search" name="words" maxlength="120" value="${filter.words ?? ''}" placeholder="slow query"></label>
${topics.length > 0 ? select('topic', 'Topic', topics, filter.topic) : nothing}${select('level', 'Level', levels, filter.level)}${select('category', 'Category', categories, filter.category)}
<div class="buttons"><button class="button primary">Filter</button>${Object.values(filter).some(Boolean) ? html`<a class="button" href="${path}">Show all</a>` : nothing}</div></form>`;
}

function select(name: string, label: string, options: readonly string[], chosen: string | undefined): Html {
  return html`<label>${label}<select name="${name}"><option value="">Any</option>${options.map(
    (option) =>
      html`<option value="${option}"${option === chosen ? html` selected` : nothing}>${option.replaceAll('-', ' ')}</option>`,
  )}</select></label>`;
}

/** How many were found, where not all of them are shown or none is. */
export function foundLine({ count, questions }: LibraryPage): Html {
  if (count === 0)
    return html`<p class="found" role="status">No question matches. Leave something out, or try other words.</p>`;
  const shown = questions.length < count ? `, of which these are the first ${questions.length}` : '';
  return html`<p class="found" role="status">${count} ${count === 1 ? 'question' : 'questions'}${shown}</p>`;
}

/** `track` is said where questions of several stand together. */
export function questionCard(question: Question, channel: Channel, track?: string): Html {
  const anchor = question.id.slice(question.id.indexOf('/') + 1);
  const about = [track, question.tags[0]?.replaceAll('-', ' ')].filter(Boolean).join(' · ');
  return html`<article class="question" id="${anchor}"><p class="marks"><span class="level level-${question.level}">${question.level}</span>${about ? html`<span class="topic">${about}</span>` : nothing}<a class="anchor" href="#${anchor}" aria-label="Link to this question">#</a></p><h3>${question.prompt}</h3>
<details><summary>Sample answer and tip</summary><div class="text">${question.sample_answer}</div><p class="tip"><strong>Tip</strong> ${question.tip}</p></details>
<form method="post" action="/library/practise"><input type="hidden" name="channel" value="${channel.id}"><input type="hidden" name="question" value="${question.id}"><div class="buttons"><button class="button primary" name="how" value="privately">Practise privately</button><button class="button" name="how" value="together">Ask in <bdi>#${channel.name}</bdi></button></div></form></article>`;
}
