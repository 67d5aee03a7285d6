import type { APIEmbed } from 'discord.js';
import { isBlank } from '../../../src/chat/clean.ts';
import { limits } from '../limits.ts';
import { type Parts, split } from './split.ts';

/** One paragraph, or item, or row, of a description. */
export interface Passage {
  readonly parts: Parts;
  /** `continued` is true for what follows a cut. */
  render(parts: Parts, continued: boolean): string;
  /** A blank line before it. */
  readonly apart?: boolean;
}

/** What a message can hold, with room for the notice in an embed of its own. */
const room = { embeds: limits.embeds - 1, characters: limits.embedCharacters - limits.notice };
/** A text that doesn't fit in whole isn't begun in a place smaller than this. */
const leastRoom = 300;

interface Page {
  readonly title: string | undefined;
  /** One per embed. */
  readonly descriptions: string[];
}

/** Lays out a title and passages, in order, in as many messages’ embeds as they need: none when they are blank. */
export function layOut(title: string | undefined, passages: readonly Passage[]): APIEmbed[][] {
  const pages: Page[] = [{ title, descriptions: [''] }];
  for (const passage of passages) place(passage, pages);
  return pages.map(embedsOf).filter(({ length }) => length > 0);
}

function place({ parts, render, apart }: Passage, pages: Page[]): void {
  for (let [rest, continued] = [parts, false]; rest.length > 0; continued = true) {
    const page = pages.at(-1) ?? open(pages);
    const before = page.descriptions.at(-1) ?? '';
    const gap = before === '' ? '' : apart ? '\n\n' : '\n';
    const free =
      Math.min(limits.embedDescription - before.length, room.characters - lengthOf(page)) - gap.length;
    const fits = (head: Parts) => render(head, continued).length <= free;
    const isFresh = page.descriptions.length === 1 && before === '';
    if (!isFresh && free < leastRoom && !fits(rest)) {
      more(page, pages);
      continue;
    }
    const [head, left] = split(rest, fits, isFresh);
    const text = render(head, continued);
    if (head.length > 0 && !isBlank(text))
      page.descriptions[page.descriptions.length - 1] = `${before}${gap}${text}`;
    if (left.length > 0) more(page, pages);
    rest = left;
  }
}

/** The next embed of the page, or the next page when this one is full. */
function more(page: Page, pages: Page[]): void {
  const full = page.descriptions.length >= room.embeds || room.characters - lengthOf(page) < leastRoom;
  if (full || page.descriptions.at(-1) === '') open(pages);
  else page.descriptions.push('');
}

function open(pages: Page[]): Page {
  const page: Page = { title: undefined, descriptions: [''] };
  pages.push(page);
  return page;
}

function lengthOf({ title = '', descriptions }: Page): number {
  return descriptions.reduce((sum, { length }) => sum + length, title.length);
}

function embedsOf({ title, descriptions }: Page): APIEmbed[] {
  return descriptions.flatMap((description, index) => {
    const embed = {
      ...(index === 0 && title !== undefined ? { title } : {}),
      ...(description === '' ? {} : { description }),
    };
    return Object.keys(embed).length === 0 ? [] : [embed];
  });
}
