import { talksToGrader } from './appeals.ts';
import { limits } from './limits.ts';

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** What pretends that the answer is over or that somebody else speaks; whatever follows in the paragraph goes with it. */
const impostor =
  /(^|\n)[\s>*_#-]*(system|assistant|user|developer|grader|interviewer|coach|admin|instructions?|note to (the )?\w+)\b\s*(message|prompt|note|update|override)?\s*[:：]|(?<!\w)<\/?\s*(answer|system|user|assistant|instructions?|prompt|question|rubric|sample|grader|feedback|tool|end of \w+)\b|<\||\|>|<<<|>>>|\[\/?(inst|system|assistant|user|end|begin)[^\]]*\]|#{2,}\s*(instruction|system|response|end|new)|[-=*_]{3,}\s*(end|begin|start|new|system)\b|\b(end|begin(ning)?) of (the )?(answer|prompt|submission|data|instructions|user input)\b/i;

/** Long and without spaces, unless it is of short words as an address or a line of code is, or looking like encoded bytes. */
const encoded =
  /(?=\S*[\w+%$*~^|!#@\\]{20})\S{41,}|(?<![\w+/=-])(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{17,}={0,2}(?![\w+/=-])|[A-Za-z0-9+/]{12,}={1,2}(?!\S)|(?:\b[0-9a-f]{2}\s){8,}|\b[01]{8}[01\s]{16,}/g;

/**
 * An answer as a model gets to read it: nothing that people can't see, nothing encoded, and none of the sentences that
 * talk to whoever grades. What a model doesn't read, it can't obey. Words taken out by mistake prove nothing anyway.
 */
export function readable(answer: string): string {
  const visible = answer
    .slice(0, limits.answer * 2)
    .normalize('NFKC')
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}]|[\u115f\u1160\u3164\uffa0]/gu, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(
      /<(\w+)[^<>]*(hidden|display:\s*none|font-size:\s*0|opacity:\s*0)[^<>]*>[\s\S]*?(<\/\1>|$)/gi,
      ' ',
    );
  return visible
    .replace(/<[@#!:&][^\s<>]*>?/g, ' ')
    .split(/\n\s*\n/)
    .map(paragraph)
    .filter(Boolean)
    .join('\n\n')
    .slice(0, limits.answer);
}

function paragraph(text: string): string {
  const at = text.search(impostor);
  // What stands right before belongs to it, unless it is a whole sentence.
  const own = at < 0 ? text : text.slice(0, at).replace(/[^.!?。！？]*$/u, '');
  const inOneLine = own.replace(/(?<![.!?:;,。！？])\n(?=\s*([-*•]|\d+[.)])\s)/g, '.\n').replace(/\s+/g, ' ');
  return [...sentences.segment(inOneLine)]
    .map(({ segment }) => segment)
    .filter((sentence) => !talksToGrader(sentence))
    .join('')
    .replace(encoded, ' ')
    .trim();
}
