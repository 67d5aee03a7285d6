import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface SocketServer {
  /** What `apps.connections.open` answers. */
  readonly opened: { readonly status: 200; readonly body: string };
  /** How many connections were made so far. */
  connections(): number;
  /** Cuts those that are open. */
  cut(): void;
  close(): Promise<void>;
}

/** Slack's end of Socket Mode, as far as opening a connection goes: it accepts whoever comes, and says hello. */
export async function startSocketServer(): Promise<SocketServer> {
  const open = new Set<Duplex>();
  let count = 0;
  const server = createServer().listen(0, '127.0.0.1');
  server.on('upgrade', (request, socket) => {
    count += 1;
    open.add(socket.on('close', () => open.delete(socket)).on('error', () => undefined));
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const answer = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...answer, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
    const hello = Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1 }));
    // One text frame: https://datatracker.ietf.org/doc/html/rfc6455#section-5.2
    socket.write(Buffer.concat([Buffer.from([0x81, hello.length]), hello]));
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    opened: { status: 200, body: JSON.stringify({ ok: true, url }) },
    connections: () => count,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
