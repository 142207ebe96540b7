import type { LibraryProcess } from './library-process.ts';
import type { ToLibrary } from './messages.ts';

/** A process that says what a test lets it say. */
export class ScriptedProcess implements LibraryProcess {
  readonly heard: ToLibrary[] = [];
  kills = 0;
  /** What killing it does besides. */
  onKill: () => void = () => undefined;
  answers: (message: ToLibrary) => void = () => undefined;
  #listener: (message: unknown) => void = () => undefined;
  #exited: () => void = () => undefined;

  post(message: unknown): void {
    const crossed = structuredClone(message) as ToLibrary;
    this.heard.push(crossed);
    this.answers(crossed);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
  }
  onExit(listener: () => void): void {
    this.#exited = listener;
  }
  kill(): void {
    this.kills += 1;
    this.onKill();
  }
  say(message: unknown): void {
    this.#listener(structuredClone(message));
  }
  exit(): void {
    this.#exited();
  }
}
