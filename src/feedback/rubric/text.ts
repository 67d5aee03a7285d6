import { createRequire } from 'node:module';
import type { ItemSentence, ItemToken, ItsFunction } from 'wink-nlp';
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
}

/** Splits English text into sentences of tagged tokens. */
export type ReadText = (text: string) => readonly Sentence[];

const limits = { characters: 8000, chunk: 40 };
const hyphen = /(?<=\p{L})[-‐‑](?=\p{L})/gu;
const newItem = /\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/;

/** One for the whole process: the model's loader changes its own data, and takes twice as long each time. */
let nlp: ReturnType<typeof loadModel> | undefined;

/** Required when it is needed, since its data takes memory that a process without a coach can do without. */
function loadModel() {
  const require = createRequire(import.meta.url);
  const winkNLP: typeof import('wink-nlp').default = require('wink-nlp');
  return winkNLP(require('wink-eng-lite-web-model'), ['sbd', 'pos']);
}

/** A reader that loads its language model (about 0.2 s) when it is first used. */
export function textReader(): ReadText {
  return (text) => {
    nlp ??= loadModel();
    const { readDoc, its } = nlp;
    const sentences: Sentence[] = [];
    for (const part of clean(text).split(newItem)) {
      if (!part.trim()) continue;
      // One character for one, so that a sentence can be quoted as it was written.
      const unhyphenated = part.replace(hyphen, ' ');
      let end = 0;
      readDoc(unhyphenated)
        .sentences()
        .each((sentence: ItemSentence) => {
          const tokens: Token[] = [];
          sentence.tokens().each((token: ItemToken) => {
            const lemma = token.out<string>(its.lemma as ItsFunction<string>).toLowerCase();
            const stem = token.out<string>(its.stem as ItsFunction<string>);
            tokens.push({
              word: token.out().toLowerCase(),
              forms: [...new Set([stem, lemma, ...synonymsOf(lemma), ...synonymsOf(stem)])],
              pos: String(token.out(its.pos)),
              common: Boolean(token.out(its.stopWordFlag)),
            });
          });
          const read = sentence.out();
          const start = unhyphenated.indexOf(read, end);
          end = start + read.length;
          const written = start < 0 ? read : part.slice(start, end);
          sentences.push({ text: written.replace(/\s+/g, ' ').trim(), tokens });
        });
    }
    return sentences;
  };
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
