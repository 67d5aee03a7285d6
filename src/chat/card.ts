/**
 * The neutral message document. Use-cases return cards, adapters render them (HTML, Block Kit, embeds).
 * Every string is plain data: adapters escape it, so nothing that a person or a model wrote can turn into
 * markup, a link or a mention.
 */

import { formerMember } from './former-member.ts';

/** A run of text. Only `member` may ping, and only the member the card is `for`. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly italic: string }
  | { readonly code: string }
  | { readonly member: string }
  /** A role of the platform, by id. */
  | { readonly group: string }
  | { readonly channel: string }
  | { readonly link: string; readonly text: string }
  /** An instant, shown in the reader's zone where the platform can. */
  | { readonly time: Date; readonly style: 'time' | 'day' | 'day-and-time' | 'relative' };

export type Text = string | readonly Inline[];

export interface Button {
  readonly label: string;
  readonly action: ActionName;
  /** What the action is about, e.g. an answer's id. At most 200 characters. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  /** The member whom it refuses. Not shown to them where each member has a view of their own; elsewhere they are told why. */
  readonly notFor?: string;
  /** The same for everybody but mentors. */
  readonly mentorsOnly?: true;
}

export type Block =
  | { readonly type: 'header'; readonly text: string }
  | { readonly type: 'text'; readonly text: Text }
  | { readonly type: 'quote'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly type: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Text }[] }
  | {
      readonly type: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Text[])[];
    }
  /** Shown small and dim: who spoke, when, how to go on. */
  | { readonly type: 'context'; readonly text: Text }
  | { readonly type: 'divider' }
  /** Drawn by the core for whoever sees it, where the platform takes files: see `Core.picture`. The blocks around it say the same in words. */
  | { readonly type: 'picture'; readonly picture: PictureName; readonly alt: string }
  | {
      readonly type: 'buttons';
      readonly buttons: readonly Button[];
      /** Two by which one says that what stands above is good or bad: small where the platform has such. */
      readonly isRating?: true;
    };

export interface Card {
  /** One line for notifications and screen readers, without markup. */
  readonly summary: string;
  readonly tone?: 'neutral' | 'success' | 'warning';
  /** The one member whom this card is addressed to and may ping. */
  readonly for?: string;
  /** The platform's role that this card may ping, by id, where it has such. */
  readonly pings?: string;
  readonly blocks: readonly Block[];
}

/**
 * What a button can ask for, by name, with the feature that does it. Each feature declares its own: a button whose action no feature
 * has is a compile error, and so is a name that two have.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface Actions {}
export type ActionName = keyof Actions;

/** What a card can show as a picture, declared as actions are. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface Pictures {}
export type PictureName = keyof Pictures;

/** The text without any markup: what a screen reader or a search would read. */
export function plainText(text: Text): string {
  if (typeof text === 'string') return text;
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('bold' in part) return part.bold;
      if ('italic' in part) return part.italic;
      if ('code' in part) return part.code;
      if ('member' in part) return formerMember(part.member) ?? `@${part.member}`;
      if ('group' in part) return `@${part.group}`;
      if ('channel' in part) return `#${part.channel}`;
      if ('link' in part) return part.text;
      return part.time.toISOString();
    })
    .join('');
}
