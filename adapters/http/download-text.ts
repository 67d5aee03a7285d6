import { request } from 'undici';
import { PlatformError } from '../../src/chat/platform.ts';
import { largestFile } from '../../src/practice/read-files.ts';

/** Within the time in which a platform waits for an acknowledgement. */
const timeoutMs = 2500;

/**
 * A file of a platform's, never more than one may have, and never on to where an answer leads. The address is the platform's own:
 * that is the caller's to see to.
 *
 * @throws PlatformError
 */
export async function downloadText(
  service: string,
  address: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const {
      statusCode,
      headers: said,
      body,
    } = await request(address, {
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (statusCode !== 200) {
      await body.dump();
      const code = `HTTP ${statusCode}`;
      if (statusCode < 500 && statusCode !== 429) throw closed(code);
      throw new PlatformError('temporary', `Whetstone can’t read files from ${service} at the moment.`, {
        code,
      });
    }
    if (String(said['content-type']).startsWith('text/html')) {
      await body.dump();
      throw closed('a page');
    }
    return await readBounded(body);
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw new PlatformError('temporary', `Whetstone can’t reach ${service}’s files at the moment.`, {
      cause,
    });
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop cuts the rest off.
    if (length > largestFile) throw closed('larger than said');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A file that Whetstone may not have. */
export function closed(code?: string): PlatformError {
  return new PlatformError('rejected', 'Whetstone can’t open that file.', { code });
}
