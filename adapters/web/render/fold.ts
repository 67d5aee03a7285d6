import { type Html, html, nothing } from './html.ts';

/** Renders the first `limit` of the items, and the others behind a fold that says how many they are. */
export function fold<Item>(
  items: readonly Item[],
  limit: number,
  render: (some: readonly Item[], start: number) => Html,
): Html {
  if (items.length === 0) return nothing;
  if (items.length <= limit) return render(items, 0);
  return html`${render(items.slice(0, limit), 0)}<details class="rest"><summary>… ${items.length - limit} more</summary>${render(items.slice(limit), limit)}</details>`;
}
