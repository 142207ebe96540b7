import type { Edit } from '../../shared/edit.ts';
import type { Changed, PictureChange, PictureDetails, PictureSet } from '../../shared/picture.ts';
import { reopenEdit } from '../editor/review/reopen-edit.ts';
import type { Studio } from '../studio.ts';
import type { Step } from '../undo-stack.ts';
import { pictureWords } from './words.ts';

type Parts = Pick<
  Studio,
  'library' | 'edits' | 'pictures' | 'collections' | 'draft' | 'references' | 'router' | 'notices' | 'language' | 'undoStack'
>;

/** Pictures by their ids where they are few, or as a set of rows. */
export type Which = PictureSet | readonly string[];

/** What can be done with pictures from the grid, the viewer and while curating. Failures end as notices: none of these has a field to stand beside. */
export class PictureActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What everybody can see afterwards isn't said, but can be taken back like everything else. */
  setFavourite(which: Which, favourite: boolean): Promise<void> {
    return this.#mark(which, { favourite }, favourite ? this.#words.madeFavourite : this.#words.unmadeFavourite);
  }

  rate(which: Which, rating: number): Promise<void> {
    return this.#mark(which, { rating }, (count, n) => this.#words.rated(count, n, rating));
  }

  flag(which: Which, flag: 'picked' | 'rejected' | 'none'): Promise<void> {
    return this.#mark(which, { flag }, this.#words.flagged[flag]);
  }

  addTag(which: Which, tag: string): Promise<void> {
    return this.#mark(which, { addTags: [tag] }, (count, n) => this.#words.tagged(count, n, tag), 'always');
  }

  removeTag(which: Which, tag: string): Promise<void> {
    return this.#mark(which, { removeTags: [tag] }, (count, n) => this.#words.untagged(count, n, tag), 'always');
  }

  addTo(which: Which, collection: string): Promise<void> {
    const { name = '' } = this.#parts.collections.find(collection) ?? {};
    return this.#mark(which, { addTo: collection }, (count, n) => this.#words.collected(count, n, name), 'always');
  }

  /** Out of a collection and of those inside it, as it is shown. */
  removeFrom(which: Which, collections: readonly string[]): Promise<void> {
    return this.#change(async () => {
      const changes: Changed[] = [];
      for (const removeFrom of collections) changes.push(await this.#parts.pictures.change(setOf(which), { removeFrom }));
      const { name = '' } = this.#parts.collections.find(collections[0] ?? '') ?? {};
      const count = Math.max(0, ...changes.map((changed) => changed.count));
      const undo = async (): Promise<void> => {
        for (const changed of changes.toReversed()) await this.#parts.pictures.undo(changed.undo);
      };
      this.remember({ said: this.#words.uncollected(count, this.#number(count), name), undo });
    });
  }

  moveToTrash(which: Which): Promise<void> {
    return this.#change(async () => {
      const { count, undo } = await this.#parts.pictures.moveToTrash(setOf(which));
      this.remember({ said: this.#words.trashed(count, this.#number(count)), undo: () => this.#parts.pictures.undo(undo) });
    });
  }

  restore(which: Which): Promise<void> {
    return this.#change(async () => {
      const { count, undo } = await this.#parts.pictures.restore(setOf(which));
      this.remember({ said: this.#words.restored(count, this.#number(count)), undo: () => this.#parts.pictures.undo(undo) });
    });
  }

  /** Of what is in the trash. There is no way back, so whoever calls this has asked first. */
  deleteForever(which: Which): Promise<void> {
    return this.#attempt(async () => {
      const count = await this.#parts.pictures.deleteForever(setOf(which));
      this.#say(this.#words.deletedForever(count, this.#number(count)));
    });
  }

  /** Remembers what was done, so that it is taken back in its turn, and says so where it can't be seen. */
  remember(step: Step, isSaid = true): void {
    // One at a time: what was done before is behind it, and comes up again by undoing.
    const { newest } = this.#parts.undoStack;
    if (newest) this.#parts.notices.dismissAbout(newest);
    this.#parts.undoStack.push(step);
    if (!isSaid) return;
    const action = { label: this.#words.undo, run: () => void this.undo(step) };
    this.#parts.notices.show({ tone: 'plain', text: step.said, action, about: step });
  }

  /** Takes back what was done last; false when there is nothing. What is still being done is what is meant, and nothing before it. */
  undo(wanted?: Step): boolean {
    const { undoStack } = this.#parts;
    if (!wanted && undoStack.isBusy) {
      void undoStack.coming().then((step) => step && this.undo(step));
      return true;
    }
    const step = undoStack.take(wanted);
    if (!step) return false;
    this.#parts.notices.dismissAbout(step);
    void this.#attempt(async () => {
      await step.undo();
      this.#parts.notices.show({ tone: 'plain', text: this.#words.undone(step.said) });
    });
    return true;
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

  /** Opens the dialog that asks how. */
  export(which: Which): Promise<void> {
    this.#parts.library.askHowToExport(setOf(which));
    return Promise.resolve();
  }

  showInFolder(id: string): Promise<void> {
    return this.#attempt(() => this.#parts.pictures.showInFolder(id));
  }

  /** Fills the composer with what a picture was made from, and goes there. */
  reuse(id: string): Promise<void> {
    return this.#attempt(async () => {
      const details = await this.#parts.pictures.details(id);
      const { prompt, size, count, references, callbackUrl, edit } = details;
      const ids = references.map((input) => input.id);
      await this.#parts.draft.reuse({ prompt, size, count, references: ids, callbackUrl: callbackUrl ?? '' });
      this.#parts.router.go('create');
      // The composer has no masks.
      if (edit) this.#offerSameMask(details, edit);
      else this.#say(this.#words.settingsReused);
    });
  }

  /** Opens the editor with the picture that an edit was made of, its mask and its words. */
  editAgain(id: string): Promise<void> {
    return this.#attempt(async () => {
      const details = await this.#parts.pictures.details(id);
      if (details.edit) await reopenEdit(this.#parts, details, details.edit);
      else this.edit(id);
    });
  }

  /** Opens the editor with it. */
  edit(id: string): void {
    this.#parts.router.edit({ what: 'picture', id });
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

  #offerSameMask(details: PictureDetails, edit: Edit): void {
    const action = { label: this.#words.sameMask, run: () => void reopenEdit(this.#parts, details, edit) };
    this.#parts.notices.show({ tone: 'success', text: this.#words.reusedWithoutMask, action });
  }

  get #words() {
    return this.#parts.language.of(pictureWords);
  }

  #number(count: number): string {
    return this.#parts.language.format.number(count);
  }

  #mark(
    which: Which,
    change: PictureChange,
    said: (count: number, n: string) => string,
    saying: 'always' | 'of-several' = 'of-several',
  ): Promise<void> {
    return this.#change(async () => {
      const { count, undo } = await this.#parts.pictures.change(setOf(which), change);
      if (count === 0) return;
      this.remember(
        { said: said(count, this.#number(count)), undo: () => this.#parts.pictures.undo(undo) },
        saying === 'always' || count > 1,
      );
    });
  }

  #say(text: string): void {
    this.#parts.notices.show({ tone: 'success', text });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    await this.#parts.notices.attempt(this.#parts.language, act());
  }

  /** The same for what can be taken back afterwards. */
  #change(act: () => Promise<void>): Promise<void> {
    return this.#parts.undoStack.during(this.#attempt(act));
  }
}

function setOf(which: Which): PictureSet {
  return 'ids' in which || 'rows' in which ? which : { ids: [...which] };
}
