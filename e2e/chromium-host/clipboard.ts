import { strict, strictClass } from './strict.ts';

type Payload = string | Blob | Promise<string | Blob>;

export class ClipboardItem {
  readonly #items: Readonly<Record<string, Payload>>;

  constructor(items: Readonly<Record<string, Payload>>) {
    this.#items = items;
  }
  get types(): string[] {
    return Object.keys(this.#items);
  }
  async getType(type: string): Promise<Blob> {
    const payload = await this.#items[type];
    if (payload === undefined) throw new Error(`The type '${type}' was not found`);
    return typeof payload === 'string' ? new Blob([payload], { type }) : payload;
  }
}
strictClass('ClipboardItem', ClipboardItem);

/** `clipboard`, asynchronous as since Electron 44; this process's own, so that tests don't see what others copied. The page has the system's. */
class Clipboard {
  #items: readonly ClipboardItem[] = [];
  #selection: Clipboard | undefined;

  constructor() {
    strict('clipboard', this);
  }
  get selection(): Clipboard {
    return (this.#selection ??= new Clipboard());
  }
  clear(): void {
    this.#items = [];
  }
  has(type: string): Promise<boolean> {
    return Promise.resolve(this.#items.some(({ types }) => types.includes(type)));
  }
  read(): Promise<ClipboardItem[]> {
    return Promise.resolve([...this.#items]);
  }
  async write(items: ClipboardItem[]): Promise<void> {
    this.#items = await Promise.all(
      items.map(
        async (item) =>
          new ClipboardItem(
            Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await item.getType(type)] as const))),
          ),
      ),
    );
  }
  async readText(): Promise<string> {
    const item = this.#items.find(({ types }) => types.includes('text/plain'));
    return item ? (await item.getType('text/plain')).text() : '';
  }
  writeText(text: string): Promise<void> {
    return this.write([new ClipboardItem({ 'text/plain': text })]);
  }
}

export const clipboard = new Clipboard();
