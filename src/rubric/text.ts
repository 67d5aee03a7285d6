import { createRequire } from 'node:module';
import type { ItsFunction } from 'wink-nlp';
import { groupsWith, isGroup } from './thesaurus.ts';

export interface Token {
  /** Lower case. */
  readonly word: string;
  /** What the token is compared by: stem, lemma, the beginning that its family shares, and the groups of the thesaurus of either. */
  readonly forms: readonly string[];
  readonly pos: string;
  /** A function word, which says nothing by itself. */
  readonly common: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Indexes of the tokens that have a form. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Splits English text into sentences of tagged tokens: also the items of a list and the lines of code count as such. */
export type ReadText = (text: string) => readonly Sentence[];

const limits = { characters: 8000, chunk: 40 };
const familyLetters = 5;

const hyphen = /(?<=\p{L})[-‐‑/](?=\p{L})/gu;
/** A full stop and a blank, but not that of an abbreviation; an empty line; the next item of a list. */
const sentenceEnd =
  /(?<=[.!?]["')\]]?)(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|mr|mrs|dr)\.)\s+|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/i;
const fence = /^[^\S\n]*(?:```|~~~).*$/m;
const itemMark = /^\s*(?:[-*•>#]+|\d+[.)])\s+/;
/** From so many characters on, a line may have been broken to fit a window, and goes on in the next. */
const brokenLine = 60;

/** "dont", "won't" and "cannot", of which the language model knows only some. */
const contractions: readonly (readonly [RegExp, string])[] = [
  [/\b(can)(?:not|'?t)\b/gi, '$1 not'],
  [/\bwon'?t\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n'?t\b/gi, '$1 not'],
];
const identifier = /\b[a-z]{2,}\d*(?:[A-Z][a-z0-9]*)+\b|\b\w+_\w+\b/g;
const units: Readonly<Record<string, string>> = {
  ms: 'milliseconds',
  s: 'seconds',
  sec: 'seconds',
  min: 'minutes',
  mins: 'minutes',
  h: 'hours',
  hrs: 'hours',
  '%': 'percent',
};
const numberWithUnit = /(\d)\s?(ms|s|secs?|mins?|h|hrs|%)(?!\w)/g;

/** One for the whole process: the model's loader changes its own data, and takes twice as long each time. */
let nlp: ReturnType<typeof loadModel> | undefined;

/** Required when it is needed, since its data takes memory that a process without a coach can do without. */
function loadModel() {
  const require = createRequire(import.meta.url);
  const winkNLP: typeof import('wink-nlp').default = require('wink-nlp');
  return winkNLP(require('wink-eng-lite-web-model'), ['pos']);
}

/** A reader that loads its language model (about 0.1 s) when it is first used. */
export function textReader(): ReadText {
  return (text) => {
    nlp ??= loadModel();
    const { readDoc, its } = nlp;
    return partsOf(clean(text)).map((part) => {
      const found = readDoc(spelledOut(part)).tokens();
      const [lemmas, stems] = [its.lemma, its.stem].map((form) =>
        found.out(form as ItsFunction<string | undefined>),
      );
      const [kinds, stopWords] = [found.out(its.pos as ItsFunction<string>), found.out(its.stopWordFlag)];
      const tokens = found.out().map((value, at): Token => {
        const word = value.toLowerCase();
        // The model lacks them for some words.
        const lemma = (lemmas?.[at] ?? word).toLowerCase();
        const stem = stems?.[at] ?? word;
        const groups = [lemma, stem, ...numberIn(word)].flatMap(groupsWith);
        return {
          word,
          forms: [...new Set([stem, lemma, ...familyOf(word), ...groups])],
          pos: String(kinds[at]),
          common: Boolean(stopWords[at]),
        };
      });
      return {
        text: part.replace(itemMark, '').replace(/\s+/g, ' ').trim(),
        tokens,
        places: placesByForm(tokens),
      };
    });
  };
}

/** Within a fence each line is one. */
function partsOf(text: string): string[] {
  return text
    .split(fence)
    .flatMap((block, index) => (index % 2 === 1 ? block.split('\n') : proseOf(block)))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function proseOf(block: string): string[] {
  const lines = block.split('\n');
  const joined = lines.map((line, at) => {
    const isBroken = line.length >= brokenLine && !itemMark.test(lines[at + 1] ?? '') && line.trim() !== '';
    return at === lines.length - 1 ? line : line + (isBroken ? ' ' : '\n\n');
  });
  return joined.join('').split(sentenceEnd);
}

/** Identifiers, contractions and units as the words that they are. */
function spelledOut(part: string): string {
  const words = contractions.reduce((text, [pattern, by]) => text.replace(pattern, by), part);
  return words
    .replace(identifier, (name) => name.replace(/_+/g, ' ').replace(/(?<=[a-z\d])(?=[A-Z])/g, ' '))
    .replace(numberWithUnit, (_, digit, unit) => `${digit} ${units[unit] ?? unit}`)
    .replace(hyphen, ' ');
}

function placesByForm(tokens: readonly Token[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { forms }] of tokens.entries())
    for (const form of forms) {
      const known = places.get(form);
      if (known) known.push(at);
      else places.set(form, [at]);
    }
  return places;
}

/**
 * Drops what nobody sees and bounds the work: only the beginning is read, and long runs without a space are cut,
 * because the tokenizer takes seconds for some of them.
 */
function clean(text: string): string {
  return text
    .slice(0, limits.characters)
    .normalize('NFKC')
    .slice(0, limits.characters)
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]|(?!\n)\p{Cc}/gu, (char) =>
      char === '\t' || char === '\r' ? ' ' : '',
    )
    .replace(/[‘’]/g, "'")
    .replace(/\S+/g, (chunk) => chunk.slice(0, limits.chunk));
}

export function isWord({ pos }: Token): boolean {
  return pos !== 'PUNCT' && pos !== 'SYM' && pos !== 'SPACE';
}

/** Whether a token carries meaning of its own. */
export function hasContent(token: Token): boolean {
  return !token.common && isWord(token);
}

/** "Idempotent" and "idempotency", "duplicate" and "duplication" have different stems. */
function familyOf(word: string): string[] {
  return word.length > familyLetters ? [`^${word.slice(0, familyLetters)}`] : [];
}

/** Whoever says a number says that there is one: what asks for figures is met by them. */
function numberIn(word: string): string[] {
  return /\d/.test(word) ? ['number'] : [];
}

/** How well two words are the same by a form that they share. */
export function closenessBy(form: string): number {
  return isGroup(form) ? 0.7 : form.startsWith('^') ? 0.6 : 1;
}

/** The form by which a word is the same word. */
export function stemOf({ forms }: Token): string {
  return forms[0] ?? '';
}
