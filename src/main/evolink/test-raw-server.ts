import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { onTestFinished } from 'vitest';

/** What a server does once it has read a request to its end. */
export type Answering = (socket: Socket) => void;

/** A server that speaks HTTP as badly as a test wants it to. */
export class RawServer {
  /** How many requests were read to their end. */
  requests = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(answer: Answering) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
      let read = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        read = Buffer.concat([read, chunk]);
        if (!isWhole(read)) return;
        read = Buffer.alloc(0);
        this.requests += 1;
        answer(socket);
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** A raw server that ends with the test. */
export async function startRaw(answer: Answering): Promise<RawServer> {
  const server = new RawServer(answer);
  await server.start();
  onTestFinished(() => server.stop());
  return server;
}

function isWhole(request: Buffer): boolean {
  const text = request.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end));
  return text.length - end - 4 >= Number(length?.[1] ?? 0);
}
