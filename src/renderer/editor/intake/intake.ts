import type { Picture } from '../../../shared/picture.ts';
import type { Studio } from '../../studio.ts';
import { editorWords } from '../words.ts';
import { bringFile } from './bring-file.ts';

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
    await this.#open(bringFile(this.#parts.bridge.edits, this.#pathOf, file));
    if (others.length > 0) this.#parts.notices.show({ tone: 'plain', text: this.#words.only1 });
  }

  get #words() {
    return this.#parts.language.of(editorWords);
  }

  async #open(bringing: Promise<Picture | null>): Promise<void> {
    const picture = await this.#parts.notices.attempt(this.#parts.language, bringing);
    if (picture) this.#parts.router.edit({ what: 'picture', id: picture.id });
  }
}
