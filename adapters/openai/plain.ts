import { clean } from '../../src/chat/clean.ts';
import { ellipsis } from '../../src/chat/cut.ts';

/** Chunks without a space that are longer are no words: encoded text, keys, addresses. */
const longestWord = 40;

const isAscii = /^\p{ASCII}+$/u;

/** What nobody sees, except the joiners that emoji and Persian need. */
const unseen = /(?![\u200c\u200d])\p{Cf}|[\u115f\u1160\u3164\uffa0]/gu;

/** Each takes something away; together they are repeated until nothing is left to take. */
const takeAway: readonly (readonly [pattern: RegExp, by: string])[] = [
  // <@U1>, <!here>, <#C1|general>, <:emoji:1>, <https://…|text>, <b>
  [/<[/@#!:ta-z][^<>]{0,300}>/giu, ' '],
  [/<[/@#!:|][^\s<>]*/gu, ' '],
  // [text](address) and ![text](address) keep their text.
  [/!?\[([^[\]]*)\]\([^()]*\)/gu, '$1'],
  [/\b[a-z][a-z0-9+.-]{1,15}:\/\/\S*/giu, ' '],
  [/\b(?:javascript|data|mailto|tel|file|vbscript):\S*/giu, ' '],
  [/\bwww\.\S*/giu, ' '],
  // A host begins where its letters and dots do, so that each is read once.
  [/(?<![\p{L}\p{N}.-])\.*(?:[\p{L}\p{N}-]+\.+)+\p{L}{2,}\/\S*/gu, ' '],
  [
    /(?<![\p{L}\p{N}.-])\.*(?:[\p{L}\p{N}-]+\.+)+(?:com|org|gg|ly|me|ru|cn|xyz|info|biz|top|link|site|online|shop|click)\b/giu,
    ' ',
  ],
  [/&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/giu, ' '],
  [/(?<!@)@+(?=[\p{L}\p{N}_!&])/gu, ''],
  [/`+|\*\*+|__+|~~+|\|\|+/gu, ''],
  [/(?<![\p{L}\p{N}])([*_~])(?=\S)([^*_~]{1,300}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2'],
  [/^[\s#>]+/u, ''],
];

/**
 * One line of plain text within a limit: no mentions, links or markup of any platform, no invisible characters.
 * Cards are data that adapters escape; this holds even where one forgot to.
 */
export function plain(text: string, limit: number): string {
  let now = clean(text.slice(0, limit * 20).normalize('NFKC'))
    .replace(unseen, '')
    .replace(/\s+/g, ' ');
  for (let before = ''; before !== now; ) {
    before = now;
    for (const [pattern, by] of takeAway) now = now.replace(pattern, by);
    now = now
      .split(' ')
      .filter((word) => word !== '' && (word.length <= longestWord || !isAscii.test(word)))
      .join(' ')
      .trim();
  }
  return ellipsis(now, limit);
}
