import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** In memory where there is room: a database for each test is thousands of files. */
export async function fastFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > 2 ** 31 ? '/dev/shm' : tmpdir();
}
