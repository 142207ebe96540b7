import type { Notice } from './folder-watches.ts';

/** How long nothing must have been heard of a file before it is looked at: most changes come as several notices. */
const quietMs = 300;

/** The paths that something happened to, until it has been quiet around them for a moment. */
export class Touched {
  readonly #due: () => void;
  readonly #paths = new Map<string, { at: number; isChanged: boolean }>();
  #timer: NodeJS.Timeout | null = null;

  /** `due` is called when there is something to take. */
  constructor(due: () => void) {
    this.#due = due;
  }

  get count(): number {
    return this.#paths.size;
  }

  get isDue(): boolean {
    const [first] = this.#paths.values();
    return first !== undefined && performance.now() - first.at >= quietMs;
  }

  add({ kind, path }: Notice): void {
    const isChanged = kind === 'change' || this.#paths.get(path)?.isChanged === true;
    // Anew at the end: the first one is always the one that has been quiet the longest.
    this.#paths.delete(path);
    this.#paths.set(path, { at: performance.now(), isChanged });
    this.#wait();
  }

  /** Those that are quiet. `changed`: what they hold may be another content, not only their name. */
  take(): { readonly paths: readonly string[]; readonly changed: ReadonlySet<string> } {
    const [paths, changed] = [[] as string[], new Set<string>()];
    for (const [path, { at, isChanged }] of this.#paths) {
      if (performance.now() - at < quietMs) break;
      this.#paths.delete(path);
      paths.push(path);
      if (isChanged) changed.add(path);
    }
    this.#wait();
    return { paths, changed };
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#paths.clear();
  }

  #wait(): void {
    const [first] = this.#paths.values();
    if (this.#timer || !first) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        if (this.isDue) this.#due();
        this.#wait();
      },
      Math.max(20, first.at + quietMs - performance.now()),
    );
  }
}
