import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { installation } from '../../src/base/installation.ts';

interface Asset {
  readonly type: string;
  readonly body: string;
}

export interface Assets {
  /** Address of a file; changes when any file does, so that browsers may keep it for good. */
  url(name: string): string;
  /** The file at the part of the address behind `/assets/`. */
  at(path: string): Asset | undefined;
}

const here = new URL('adapters/web/', installation);
const script = 'text/javascript; charset=utf-8';

export async function loadAssets(): Promise<Assets> {
  const files = new Map<string, Asset>([
    ['htmx.js', { type: script, body: await read(import.meta.resolve('htmx.org/dist/htmx.esm.min.js')) }],
    ['hx-sse.js', { type: script, body: await read(import.meta.resolve('htmx.org/dist/ext/hx-sse.min.js')) }],
    [
      'style.css',
      {
        type: 'text/css; charset=utf-8',
        body: (await readFolder('style/')).map(([, css]) => css).join('\n'),
      },
    ],
    ['icon.svg', { type: 'image/svg+xml', body: await readFile(new URL('style/icon.svg', here), 'utf8') }],
  ]);
  for (const [name, body] of await readFolder('client/')) files.set(name, { type: script, body });
  const hash = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex')
    .slice(0, 12);
  return {
    url: (name) => `/assets/${hash}/${name}`,
    at: (path) => (path.startsWith(`${hash}/`) ? files.get(path.slice(hash.length + 1)) : undefined),
  };
}

function read(url: string): Promise<string> {
  return readFile(fileURLToPath(url), 'utf8');
}

/** The folder's scripts and styles, by name. */
async function readFolder(folder: string): Promise<[name: string, body: string][]> {
  const directory = new URL(folder, here);
  const names = (await readdir(directory)).filter((name) => /\.(js|css)$/.test(name)).sort();
  return Promise.all(
    names.map(
      async (name): Promise<[string, string]> => [name, await readFile(new URL(name, directory), 'utf8')],
    ),
  );
}
