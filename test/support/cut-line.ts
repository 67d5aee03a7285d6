import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One connection through the line, from its two ends. */
interface Pair {
  readonly ends: readonly [incoming: Socket, outgoing: Socket];
  /** Nothing passes any more, not even that an end is closed. */
  isLost: boolean;
}

export type CutLine = Awaited<ReturnType<typeof cutLine>>;

/** A way to a server that can be cut, which both sides notice, or fall silent, which neither does; and be mended. */
export async function cutLine(serverUrl: string) {
  const target = new URL(serverUrl);
  const pairs = new Set<Pair>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const server = createServer((incoming) => {
    if (state === 'cut') {
      incoming.destroy();
      return;
    }
    const outgoing = connect(Number(target.port), target.hostname);
    const pair: Pair = { ends: [incoming, outgoing], isLost: state === 'silent' };
    pairs.add(pair);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      from.on('data', (data) => pair.isLost || to.write(data));
      from.on('error', () => undefined);
      from.on('close', () => pair.isLost || to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      for (const { ends } of pairs) for (const end of ends) end.destroy();
    },
    /** Swallows what is sent, without a word to either side, as a firewall does that has forgotten a connection. */
    silence: () => {
      state = 'silent';
      for (const pair of pairs) pair.isLost = true;
    },
    /** New connections work again; those that were lost stay lost. */
    mend: () => {
      state = 'whole';
    },
    close: async () => {
      for (const { ends } of pairs) for (const end of ends) end.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
