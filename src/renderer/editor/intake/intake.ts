import { droppedFileMaxBytes } from '../../../shared/input.ts';
import type { Picture } from '../../../shared/picture.ts';
import { Failure } from '../../../shared/failure.ts';
import type { Studio } from '../../studio.ts';
import { editorWords } from '../words.ts';

type Parts = Pick<Studio, 'bridge' | 'router' | 'notices' | 'language'>;

/** How pictures come into the editor from outside: dropped, pasted or chosen. They are kept in the library first. */
export class Intake {
  readonly #parts: Parts;
  readonly #pathOf: (file: File) => string;

  constructor(parts: Parts, pathOf: (file: File) => string) {
    this.#parts = parts;
    this.#pathOf = pathOf;
  }

  /** Asks for a file and opens it. */
  choose(): Promise<void> {
    return this.#open(this.#parts.bridge.edits.chooseAndBring());
  }

  /** The first of what was dropped or pasted: one picture is edited at a time. */
  async take([file, ...others]: readonly File[]): Promise<void> {
    if (!file) return;
    await this.#open(this.#bring(file));
    if (others.length > 0) this.#parts.notices.show({ tone: 'plain', text: this.#words.only1 });
  }

  get #words() {
    return this.#parts.language.of(editorWords);
  }

  async #open(bringing: Promise<Picture | null>): Promise<void> {
    const picture = await this.#parts.notices.attempt(this.#parts.language, bringing);
    if (picture) this.#parts.router.edit({ what: 'picture', id: picture.id });
  }

  /** By its path where it has one: so its name is known, and a large file needn't cross. */
  async #bring(file: File): Promise<Picture> {
    const path = this.#pathOf(file);
    if (path !== '') return this.#parts.bridge.edits.bring({ path });
    if (file.size > droppedFileMaxBytes) throw new Failure('too-large', `${file.name} is larger than 64 MB.`);
    return this.#parts.bridge.edits.bring({ name: file.name.slice(0, 500), bytes: new Uint8Array(await file.arrayBuffer()) });
  }
}
