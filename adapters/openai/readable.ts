import { talksToGrader } from './appeals.ts';
import { withoutEncoded } from './encoded.ts';
import { limits } from './limits.ts';

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** What pretends that the answer is over or that somebody else speaks; whatever follows in the paragraph goes with it. */
const impostor =
  /(^|\n)(?:[>*_#-]|[^\S\n])*(system|assistant|user|developer|grader|interviewer|coach|admin|instructions?|note to (the )?\w+)\b\s*((message|prompt|note|update|override)\s*)?[:：]|(?<!\w)<\/?\s*(answer|system|user|assistant|instructions?|prompt|question|rubric|sample|grader|feedback|tool|end of \w+)\b|<\||\|>|<<<|>>>|\[\/?(inst|system|assistant|user|end|begin)[^[\]]*\]|(?<!#)#{2,}\s*(instruction|system|response|end|new)|(?<![-=*_])[-=*_]{3,}\s*(end|begin|start|new|system)\b|\b(end|begin(ning)?) of (the )?(answer|prompt|submission|data|instructions|user input)\b/i;

/**
 * An answer as a model gets to read it: nothing that people can't see, nothing encoded, and none of the sentences that
 * talk to whoever grades. What a model doesn't read, it can't obey. Words taken out by mistake prove nothing anyway.
 *
 * @param most characters; what is far behind them isn't looked at
 */
export function readable(answer: string, most = limits.answer): string {
  const visible = answer
    .slice(0, most * 2)
    .normalize('NFKC')
    .slice(0, most * 2)
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}]|[\u115f\u1160\u3164\uffa0]/gu, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(
      /<(\w+)(?!\w)(?=[^<>]*(?:hidden|display:\s*none|font-size:\s*0|opacity:\s*0))[^<>]*>[\s\S]*?(<\/\1>|$)/gi,
      ' ',
    );
  return visible
    .replace(/<[@#!:&][^\s<>]*>?/g, ' ')
    .split(/\n\s*\n/)
    .map(paragraph)
    .filter(Boolean)
    .join('\n\n')
    .slice(0, most);
}

function paragraph(text: string): string {
  const at = text.search(impostor);
  // What stands right before belongs to it, unless it is a whole sentence.
  const own = at < 0 ? text : text.slice(0, at).replace(/(?<![^.!?。！？])[^.!?。！？]*$/u, '');
  const inOneLine = own
    .replace(/(?<![.!?:;,。！？])\n(?=[^\S\n]*([-*•]|\d+[.)])\s)/g, '.\n')
    .replace(/\s+/g, ' ');
  const honest = [...sentences.segment(inOneLine)]
    .map(({ segment }) => segment)
    .filter((sentence) => !talksToGrader(sentence))
    .join('');
  return withoutEncoded(honest).trim();
}
