import { vi } from 'vitest';

import { CanvasEngine } from './canvas-engine.ts';
import type { FromDecoder } from './decoding.ts';
import type { FromCanvas, ToCanvas } from './messages.ts';

/** What a worker has around it in the app, as far as it matters here: no surface to draw on, and a decoder that says what the test wants. */
export class WorkerWorld {
  readonly decoders: { onmessage: ((event: { data: FromDecoder }) => void) | null; isEnded: boolean }[] = [];
  readonly told: FromCanvas[] = [];
  readonly fetched: string[] = [];
  /** Pictures that can be fetched; all of them are as large as that, and nothing but transparent. */
  available: readonly string[] = [];
  size = { width: 8, height: 4 };
  readonly #frames: (() => void)[] = [];
  readonly #engine: CanvasEngine;

  constructor() {
    const { decoders } = this;
    vi.stubGlobal('location', { href: 'app://afterglow/', origin: new URL('app://afterglow/').origin });
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => this.#frames.push(draw));
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        getContext(): null {
          return null;
        }
      },
    );
    vi.stubGlobal(
      'Worker',
      class {
        onmessage = null;
        isEnded = false;
        constructor() {
          decoders.push(this);
        }
        postMessage(): void {
          // It decodes when the test says so.
        }
        terminate(): void {
          this.isEnded = true;
        }
      },
    );
    stubFetching(this);
    this.#engine = new CanvasEngine((message) => this.told.push(message));
  }

  hear(...messages: readonly ToCanvas[]): this {
    for (const message of messages) this.#engine.hear(message);
    return this;
  }

  /** What waits for the next frame happens. */
  frame(): this {
    for (const draw of this.#frames.splice(0)) draw();
    return this;
  }

  decode(message: FromDecoder): void {
    this.decoders.at(-1)?.onmessage?.({ data: message });
  }

  /** The last of a kind. */
  last<What extends FromCanvas['what']>(what: What): Extract<FromCanvas, { what: What }> | undefined {
    return this.told.findLast((message): message is Extract<FromCanvas, { what: What }> => message.what === what);
  }
}

/** The network and the decoding of pictures. */
export function stubFetching(world: Pick<WorkerWorld, 'available' | 'fetched' | 'size'>): void {
  vi.stubGlobal('fetch', (address: string) => {
    world.fetched.push(address);
    const ok = world.available.includes(address);
    return Promise.resolve({ ok, status: ok ? 200 : 404, blob: () => Promise.resolve(new Blob()) });
  });
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ ...world.size, close: () => undefined }));
}
