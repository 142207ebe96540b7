import type { FromLibrary, ToLibrary } from './messages.ts';

/** The way to the main process, as the library's process has it. */
export interface MainPort {
  /** Throws what can't be cloned. */
  say(message: FromLibrary): void;
  onMessage(listener: (message: ToLibrary) => void): void;
}

/** In Electron's utility process and in a plain Node process, which tests and benchmarks start. */
export function mainPort(): MainPort {
  return 'parentPort' in process ? electronPort() : nodePort();
}

function electronPort(): MainPort {
  const { parentPort } = process;
  return {
    say: (message) => parentPort.postMessage(message),
    onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data as ToLibrary)),
  };
}

function nodePort(): MainPort {
  // Electron's utility process ends with its app; a Node process has to be told.
  process.on('disconnect', () => process.exit());
  return {
    // What can't be delivered any more is nobody's loss: whoever waited for it is gone.
    say: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToLibrary)),
  };
}
