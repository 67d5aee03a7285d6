import { html } from 'hono/html';
import type { Facts } from './facts.ts';

/** “Slack and Discord”. */
export const inWords = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

/** Who runs it, as a sentence's subject. */
export const runBy = ({ operator }: Facts): string => operator.name ?? 'Whoever runs this Whetstone';

/** How to reach them. */
export function contactLine({ operator: { contact, name } }: Facts) {
  if (contact === undefined)
    return html`<p>${name ?? 'Whoever runs this Whetstone'} hasn’t said how to reach them. Ask the admins of your workspace or server.</p>`;
  const href = contact.includes('@') ? `mailto:${contact}` : contact;
  return html`<p>Write to <a href="${href}">${contact}</a>.</p>`;
}
