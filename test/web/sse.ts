export interface Stream {
  readonly events: { readonly id: string; readonly data: string }[];
  /** Resolves when the server ends the stream or it is closed. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens a stream of server-sent events; resolves when it has begun. */
export async function openStream(address: string, headers: Record<string, string>): Promise<Stream> {
  const closing = new AbortController();
  const response = await fetch(address, { headers, signal: closing.signal });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const events: Stream['events'] = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  // The server's first words: from here on, nothing that happens is missed.
  let buffer = (await reader.read()).value ?? '';

  async function read(): Promise<void> {
    for (;;) {
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = (name: string) =>
          block
            .split('\n')
            .flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
        if (fields('id').length > 0)
          events.push({ id: fields('id')[0] ?? '', data: fields('data').join('\n') });
      }
      const { done, value } = await reader.read();
      if (done) return;
      buffer += value;
    }
  }

  const ended = read().catch(() => undefined);
  return { events, ended, close: () => closing.abort() };
}
