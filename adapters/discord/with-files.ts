import type { RawFile, RequestData } from 'discord.js';

/**
 * A request with files beside its JSON, as bytes: the library would make a form of Node's own, which the undici that its requests go through takes for
 * somebody else's.
 */
export async function withFiles(body: object, files: readonly RawFile[]): Promise<RequestData> {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  for (const [index, { name, data, contentType = '' }] of files.entries())
    form.set(`files[${index}]`, new Blob([Buffer.from(data as Uint8Array)], { type: contentType }), name);
  const encoded = new Response(form);
  return {
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    passThroughBody: true,
  };
}
