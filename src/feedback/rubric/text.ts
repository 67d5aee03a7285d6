import { createRequire } from 'node:module';
import type { ItemToken, ItsFunction } from 'wink-nlp';
import { synonymsOf } from './synonyms.ts';

export interface Token {
  /** Lower case. */
  readonly word: string;
  /** What the token is compared by: stem, lemma and the synonym groups of either. */
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

/** Splits English text into sentences of tagged tokens. */
export type ReadText = (text: string) => readonly Sentence[];

const limits = { characters: 8000, chunk: 40 };
const hyphen = /(?<=\p{L})[-‐‑](?=\p{L})/gu;
/** A full stop and a blank, but not that of an abbreviation; an empty line; the next item of a list. */
const sentenceEnd =
  /(?<=[.!?]["')\]]?)(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|mr|mrs|dr)\.)\s+|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/i;

/** One for the whole process: the model's loader changes its own data, and takes twice as long each time. */
let nlp: ReturnType<typeof loadModel> | undefined;

/** Required when it is needed, since its data takes memory that a process without a coach can do without. */
function loadModel() {
  const require = createRequire(import.meta.url);
  const winkNLP: typeof import('wink-nlp').default = require('wink-nlp');
  return winkNLP(require('wink-eng-lite-web-model'), ['pos']);
}

/** A reader that loads its language model (about 0.2 s) when it is first used. */
export function textReader(): ReadText {
  return (text) => {
    nlp ??= loadModel();
    const { readDoc, its } = nlp;
    return clean(text)
      .split(sentenceEnd)
      .filter((part) => part.trim())
      .map((part) => {
        const tokens: Token[] = [];
        readDoc(part.replace(hyphen, ' '))
          .tokens()
          .each((token: ItemToken) => {
            const word = token.out().toLowerCase();
            // The model has neither for some contractions, such as "cannot".
            const known = (form: ItsFunction<string>) => token.out<string | undefined>(form) ?? word;
            const lemma = known(its.lemma as ItsFunction<string>).toLowerCase();
            const stem = known(its.stem as ItsFunction<string>);
            tokens.push({
              word,
              forms: [...new Set([stem, lemma, ...synonymsOf(lemma), ...synonymsOf(stem)])],
              pos: String(token.out(its.pos)),
              common: Boolean(token.out(its.stopWordFlag)),
            });
          });
        return { text: part.replace(/\s+/g, ' ').trim(), tokens, places: placesByForm(tokens) };
      });
  };
}

function placesByForm(tokens: readonly Token[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { forms }] of tokens.entries())
    for (const form of forms) places.set(form, [...(places.get(form) ?? []), at]);
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
