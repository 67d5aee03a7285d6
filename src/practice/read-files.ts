import type { IncomingFile, IncomingMessage } from '../chat/core.ts';
import { PlatformError } from '../chat/platform.ts';
import { cleanText } from './answer-text.ts';

/** In bytes, for all of a message's text files: more than anybody would say in an interview, and little to fetch before an acknowledgement. */
export const largestFile = 20_000;

/** Why a file says nothing, as a sentence for its author. */
export const unreadSentences = {
  kind: 'Whetstone only reads text. Write your answer as a message, or attach it as a text file.',
  size: `Whetstone reads text files of up to ${largestFile / 1000} kB in all. Shorten what you attached, or write your answer as a message.`,
  closed: 'Whetstone can’t open that file. Write your answer as a message.',
} as const;

export type Unread = keyof typeof unreadSentences;

export interface Words {
  /** What the message says, its text files after it; clean. */
  readonly text: string;
  /** What keeps one of its files from being read. */
  readonly unread: Unread | undefined;
}

/** Platforms turn a long text into a file: it is a part of what was written. @throws PlatformError that may pass. */
export async function wordsOf({ text, files = [] }: IncomingMessage): Promise<Words> {
  const length = files.reduce((sum, { mimetype, size }) => sum + (isText(mimetype) ? size : 0), 0);
  const parts = await Promise.all(files.map((file) => readFile(file, length)));
  const read = parts.flatMap((part) => ('text' in part ? [part.text] : []));
  const [unread] = parts.flatMap((part) => ('unread' in part ? [part.unread] : []));
  return { text: cleanText([text, ...read].join('\n\n')), unread };
}

type Part = { readonly text: string } | { readonly unread: Unread };

async function readFile({ mimetype, read }: IncomingFile, length: number): Promise<Part> {
  if (!isText(mimetype)) return { unread: 'kind' };
  if (length > largestFile) return { unread: 'size' };
  try {
    return { text: await read() };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.isPassing) throw error;
    return { unread: 'closed' };
  }
}

/** Also what programmers write, whose kinds begin with `application`. */
function isText(mimetype: string): boolean {
  const [kind = ''] = mimetype.toLowerCase().split(';');
  return /^(text\/.+|application\/(.+\+)?(json|xml|yaml|x-yaml|toml|sql|javascript|typescript|x-sh))$/.test(
    kind.trim(),
  );
}
