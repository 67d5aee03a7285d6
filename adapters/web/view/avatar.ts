import { type Html, html } from '../render/html.ts';
import type { Person } from '../store/people.ts';
import { mark } from './icons.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The initials on the person's colour; without a person, Whetstone's mark. */
export function avatar(person: Person | undefined): Html {
  if (!person) return html`<span class="avatar avatar-bot" aria-hidden="true">${mark}</span>`;
  return html`<span class="avatar hue-${person.hue}" aria-hidden="true">${initials(person.name)}</span>`;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...graphemes.segment(word ?? '')][0]?.segment.toUpperCase() ?? '').join('');
}

export function roleBadge(person: Person): Html {
  const labels = [...(person.isAdmin ? ['admin'] : []), ...(person.isMentor ? ['mentor'] : [])];
  return html`${labels.map((label) => html` <span class="badge badge-${label}">${label}</span>`)}`;
}
