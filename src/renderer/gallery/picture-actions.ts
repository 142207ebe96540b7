import type { Studio } from '../studio.ts';
import { pictureWords } from './words.ts';

type Parts = Pick<Studio, 'pictures' | 'draft' | 'references' | 'router' | 'notices' | 'language' | 'commands'>;

/** What can be done with pictures from the grid and from the viewer. Failures end as notices: none of these has a field to stand beside. */
export class PictureActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  setFavourite(ids: readonly string[], favourite: boolean): Promise<void> {
    return this.#attempt(() => this.#parts.pictures.setFavourite(ids, favourite));
  }

  moveToTrash(ids: readonly string[]): Promise<void> {
    return this.#attempt(async () => {
      await this.#parts.pictures.moveToTrash(ids);
      const { trashed, undo } = this.#words;
      const action = { label: undo, run: () => void this.restore(ids) };
      this.#parts.notices.show({ tone: 'plain', text: trashed(ids.length), action, about: ids });
    });
  }

  restore(ids: readonly string[]): Promise<void> {
    return this.#attempt(async () => {
      await this.#parts.pictures.restore(ids);
      this.#parts.notices.dismissAbout(ids);
      this.#say(this.#words.restored(ids.length));
    });
  }

  /** Brings back what was last moved to the trash; false when there is nothing. */
  undoTrash(): boolean {
    const ids = this.#parts.pictures.lastTrashed;
    if (ids.length > 0) void this.restore(ids);
    return ids.length > 0;
  }

  copy(id: string): Promise<void> {
    return this.#attempt(async () => {
      await this.#parts.pictures.copy(id);
      this.#say(this.#words.copied);
    });
  }

  async copyText(text: string, said: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.#say(said);
  }

  export(ids: readonly string[]): Promise<void> {
    return this.#attempt(async () => {
      const written = await this.#parts.pictures.export(ids);
      if (written !== null) this.#say(this.#words.exported(written));
    });
  }

  showInFolder(id: string): Promise<void> {
    return this.#attempt(() => this.#parts.pictures.showInFolder(id));
  }

  /** Fills the composer with what a picture was made from, and goes there. */
  reuse(id: string): Promise<void> {
    return this.#attempt(async () => {
      const { prompt, size, count, references, callbackUrl } = await this.#parts.pictures.details(id);
      await this.#parts.draft.reuse({
        prompt,
        size,
        count,
        references: references.map((input) => input.id),
        callbackUrl: callbackUrl ?? '',
      });
      this.#parts.router.go('create');
      this.#say(this.#words.settingsReused);
    });
  }

  useAsReference(id: string): Promise<void> {
    return this.#attempt(async () => {
      const before = this.#parts.references.all;
      await this.#parts.references.addPicture(id);
      this.#parts.router.go('create');
      // When it couldn't be added, the composer says why beside the references.
      if (this.#parts.references.all !== before) this.#say(this.#words.referenceAdded);
    });
  }

  get #words() {
    return this.#parts.language.of(pictureWords);
  }

  #say(text: string): void {
    this.#parts.notices.show({ tone: 'success', text });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    await this.#parts.notices.attempt(this.#parts.language, act());
  }
}
