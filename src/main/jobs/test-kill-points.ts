import { Downloads } from '../evolink/download.ts';
import { Evolink } from '../evolink/evolink.ts';
import type { Journal } from './journal.ts';
import type { Engine } from './test-engine.ts';

/** Called by name at every moment between two things that stay, on the disk or at the service. */
export type At = (point: string) => void;

type Settings = Parameters<typeof Engine.open>[1];

/** Names every moment of an engine's work: around each write of the journal, the library's steps, and each request that changes something. */
export function withPoints(at: At): Pick<Settings, 'around' | 'aroundJournal' | 'onLibraryStep' | 'step'> {
  return {
    step: (step) => at(`step ${step}`),
    onLibraryStep: (step) => at(`library ${step}`),
    aroundJournal: (journal) => tapped(journal, /^(record|keep|forget)/, nameOfWrite, at),
    around: (part) => {
      if (part instanceof Evolink) return tapped(part, /^(upload|submit)$/, String, at);
      return part instanceof Downloads
        ? withBodies(
            tapped(part, /^open$/, () => 'download', at),
            at,
          )
        : part;
    },
  };
}

function nameOfWrite(method: string, given: readonly unknown[]): string {
  const what: Parameters<Journal['record']>[1] | undefined = method === 'record' ? String(given[1]) : undefined;
  return what === undefined ? method : `writing “${what}”`;
}

/** The same part, each call of those methods announced before and after. */
function tapped<T extends object>(part: T, methods: RegExp, nameOf: (method: string, given: readonly unknown[]) => string, at: At): T {
  return new Proxy(part, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (!methods.test(String(property))) return value.bind(target) as unknown;
      return (...given: readonly unknown[]): unknown => {
        const name = nameOf(String(property), given);
        at(`before ${name}`);
        const result: unknown = Reflect.apply(value, target, given);
        return announced(result, () => at(`after ${name}`));
      };
    },
  });
}

function announced(result: unknown, over: () => void): unknown {
  if (!(result instanceof Promise)) {
    over();
    return result;
  }
  return result.then((value: unknown) => {
    over();
    return value;
  });
}

/** Half of a picture is on the disk, the rest isn't here. */
function withBodies<T extends object>(downloads: T, at: At): T {
  return new Proxy(downloads, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (property !== 'open' || typeof value !== 'function') return value;
      return async (...given: Parameters<Downloads['open']>) => inPieces(await (value as Downloads['open'])(...given), at);
    },
  });
}

async function* inPieces(body: AsyncIterable<Uint8Array>, at: At): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of body) {
    const half = Math.ceil(chunk.byteLength / 2);
    yield chunk.subarray(0, half);
    if (isFirst) at('in the middle of a picture');
    isFirst = false;
    yield chunk.subarray(half);
  }
}
