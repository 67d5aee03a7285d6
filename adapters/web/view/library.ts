import type { TrackSummary } from '../../../src/chat/library.ts';
import { trackOf } from '../../../src/domain/question.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Visit } from '../visit.ts';
import { icons } from './icons.ts';
import { type Found, filterForm, foundLine, questionCard } from './question-list.ts';
import { sidebar } from './sidebar.ts';
import { menuMarker } from './unread.ts';

/** The tracks, or what was looked for in all of them. */
export function libraryPage(tracks: readonly TrackSummary[], found: Found | undefined, visit: Visit): Html {
  return around(
    visit,
    '/library',
    html`<h1>Question library</h1><p class="lead">What interviews for each role ask, with sample answers to compare yours with.</p>
${tracks.length === 0 ? emptyLibrary : filterForm('/library', found?.filter ?? {})}${found ? results(found, tracks) : trackList(tracks)}`,
  );
}

function results(found: Found, tracks: readonly TrackSummary[]): Html {
  const titles = new Map(tracks.map(({ id, title }) => [id, title]));
  const cards = found.questions.map((question) =>
    questionCard(question, found.channel, titles.get(trackOf(question.id))),
  );
  return html`${foundLine(found)}<section>${cards}</section>`;
}

/** For pages of the library that aren't there. */
export function unknownTrackPage(tracks: readonly TrackSummary[], visit: Visit): Html {
  return around(
    visit,
    '/library',
    html`<h1>There is no such track</h1><p class="lead">It may have been renamed. These are the tracks:</p>${tracks.length === 0 ? emptyLibrary : trackList(tracks)}`,
  );
}

/** The library's frame: the sidebar, and `content` as the main part. */
export function around(visit: Visit, here: string, content: Html): Html {
  return html`<div class="app app-library">${sidebar(visit, here)}<main id="main" class="library" tabindex="-1"><header class="bar bar-small"><a class="tool open-sidebar" href="#sidebar">${icons.menu}<span class="sr-only">Open the menu</span>${menuMarker(visit)}</a></header><div class="page">${content}</div></main></div>`;
}

const emptyLibrary = html`<div class="empty empty-shown"><p><strong>The library has no questions yet.</strong></p><p>Add a file with a track to the folder <code>questions/</code> and start Whetstone again.</p></div>`;

function trackList(tracks: readonly TrackSummary[]): Html {
  if (tracks.length === 0) return nothing;
  return html`<ul class="tracks">${tracks.map(
    ({ id, title, description, count }) =>
      html`<li><a href="/library/${id}"><strong>${title}</strong><span>${description}</span><small>${count} ${count === 1 ? 'question' : 'questions'}</small></a></li>`,
  )}</ul>`;
}

export function relatedTracks(track: TrackSummary, tracks: readonly TrackSummary[]): Html {
  const related = tracks.filter(({ id }) => track.related.includes(id) && id !== track.id);
  if (related.length === 0) return nothing;
  return html`<section><h2>Related tracks</h2>${trackList(related)}</section>`;
}
