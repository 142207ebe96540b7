import { onTestFinished } from 'vitest';
import sharp from 'sharp';

import type { PracticeSettings } from './practice-options.ts';
import { PracticeServer } from './practice-server.ts';

/** A clock that only tests move. */
export class HandClock {
  ms = Date.UTC(2026, 10, 22);
  readonly now = () => this.ms;
  pass(ms: number): void {
    this.ms += ms;
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // The answers are data of the outside world; tests look into them freely.
  readonly json: Record<string, unknown>;
}

export const hourMs = 3_600_000;

/** Asks a practice server as a well-behaved client would. */
export class PracticeClient {
  readonly server: PracticeServer;
  readonly clock: HandClock;

  constructor(server: PracticeServer, clock: HandClock) {
    this.server = server;
    this.clock = clock;
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(this.server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.server.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text.startsWith('{') ? (JSON.parse(text) as Reply['json']) : {} };
  }

  generate(fields: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Reply> {
    return this.ask('POST', '/v1/images/generations', { model: 'gpt-4o-image', prompt: 'a quiet lake', ...fields }, headers);
  }

  lookUp(id: unknown): Promise<Reply> {
    return this.ask('GET', `/v1/tasks/${String(id)}`);
  }

  /** Generates, lets the time pass, and gives the finished task. */
  async finished(fields: Record<string, unknown> = {}): Promise<Reply['json']> {
    const { json } = await this.generate(fields);
    this.clock.pass(60_000);
    return (await this.lookUp(json['id'])).json;
  }

  /** Uploads a picture and gives its URL. */
  async upload(bytes: Buffer, name = 'picture.png'): Promise<string> {
    const { json } = await this.ask('POST', '/api/v1/files/upload/base64', { base64_data: bytes.toString('base64'), file_name: name });
    return String((json['data'] as Reply['json'])['file_url']);
  }
}

/** Starts a server that ends with the test; its time stands still and its pictures are plain unless told otherwise. */
export async function startPractice(settings: PracticeSettings = {}): Promise<PracticeClient> {
  const clock = new HandClock();
  const server = new PracticeServer({ seed: 7, now: clock.now, taskMs: () => 10_000, pictures: 'plain', ...settings });
  await server.start();
  onTestFinished(() => server.stop());
  return new PracticeClient(server, clock);
}

export function errorOf(reply: Reply): Record<string, unknown> {
  return reply.json['error'] as Record<string, unknown>;
}

export async function bytesAt(url: unknown): Promise<Buffer> {
  const response = await fetch(String(url));
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** A picture of one colour; alpha below 1 only where the format has it. */
export function picture(
  width: number,
  height: number,
  background = '#3a7bd5',
  format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png',
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background } })
    .toFormat(format)
    .toBuffer();
}
