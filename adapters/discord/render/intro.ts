import { bold, subtext } from 'discord.js';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import type { Form } from '../../../src/chat/form.ts';
import { escapeMarkdown } from '../escape.ts';
import { limits } from '../limits.ts';
import { inlinesOf, markdown } from './inline.ts';
import { type Parts, split } from './split.ts';

type Intro = NonNullable<Form['intro']>;

/** What a form quotes, as markdown of at most `limit` characters. Short texts stay whole, long ones share the rest. */
export function renderIntro(intro: Intro, limit: number): string {
  const shares = new Map<Intro[number], string>();
  let room = limit;
  for (const [index, one] of [...intro].sort((a, b) => a.text.length - b.text.length).entries()) {
    const text = renderOne(one, Math.floor(room / (intro.length - index)) - 1);
    shares.set(one, text);
    room -= text.length + 1;
  }
  return intro.map((one) => shares.get(one)).join('\n');
}

function renderOne({ label, text }: Intro[number], room: number): string {
  const words = oneLine(label);
  const title = bold(escapeMarkdown(ellipsis(isBlank(words) ? '–' : words, limits.label)));
  if (isBlank(text)) return title;
  const parts = inlinesOf(text);
  const quoted = (some: Parts) => `${title}\n${markdown(some).replace(/^/gm, '> ')}`;
  if (quoted(parts).length <= room) return quoted(parts);
  const [head, rest] = split(parts, (some) => quoted(some).length <= room - limits.notice, true);
  const missing = new Intl.NumberFormat('en').format(markdown(rest).length);
  return `${quoted(head)}\n${subtext(`… ${missing} more characters don’t fit here. Read the whole text where it was written.`)}`;
}
