import { everyPicture, type Picture, type PictureFlag, type PictureQuery } from '../../../shared/picture.ts';
import type { Studio } from '../../studio.ts';
import type { PictureActions } from '../picture-actions.ts';
import { withThoseInside } from '../rail/collection-tree.ts';
import type { Selection } from '../selection.svelte.ts';
import { commonMarks, type CommonMarks } from './common-marks.ts';
import { askCoverage, rowsOf } from './coverage.ts';
import { mostCarried, type PictureDrag } from './picture-drag.svelte.ts';

type Parts = Pick<Studio, 'bridge' | 'pictures' | 'collections' | 'router' | 'notices' | 'language'>;

/** What actions and commands are about: the selection, or else the picture that has the keyboard. */
export class Subjects {
  readonly #parts: Parts;
  readonly #selection: Selection;
  readonly #actions: PictureActions;
  readonly #focusedRow: () => number;

  constructor(parts: Parts, selection: Selection, actions: PictureActions, focusedRow: () => number) {
    this.#parts = parts;
    this.#selection = selection;
    this.#actions = actions;
    this.#focusedRow = focusedRow;
  }

  get rows(): Int32Array<ArrayBuffer> {
    if (this.#selection.size > 0) return this.#selection.rows;
    const row = this.#focusedRow();
    return row < 0 ? new Int32Array() : Int32Array.of(row);
  }

  /** What all that are selected have in common, for the bar. */
  get marks(): CommonMarks {
    const rows = this.#selection.size > 200 ? new Int32Array() : this.#selection.rows;
    return commonMarks(rows, (row) => this.#parts.pictures.ofRow(row));
  }

  /** Marks all, or takes the mark from all when each has it already. */
  readonly favourite = (): Promise<void> =>
    this.#withAll(async (rows) => {
      const has = await this.#allHave(rows, { favouritesOnly: true });
      await this.#actions.setFavourite(this.#set(rows), !has);
    });

  readonly flag = (flag: PictureFlag): Promise<void> =>
    this.#withAll(async (rows) => {
      const has = flag !== 'none' && (await this.#allHave(rows, { flag }));
      await this.#actions.flag(this.#set(rows), has ? 'none' : flag);
    });

  readonly rate = (rating: number): Promise<void> => this.#withAll((rows) => this.#actions.rate(this.#set(rows), rating));

  readonly export = (): Promise<void> => this.#withAll((rows) => this.#actions.export(this.#set(rows)));

  readonly trash = (): Promise<void> => this.#withAll((rows) => this.#actions.moveToTrash(this.#set(rows)));

  readonly restore = (): Promise<void> => this.#withAll((rows) => this.#actions.restore(this.#set(rows)));

  /** There is no way back, so whoever calls this has asked first; meanwhile the keyboard was elsewhere. */
  async deleteForever(rows: Int32Array<ArrayBuffer>): Promise<void> {
    await this.#actions.deleteForever(this.#set(rows));
  }

  /** Everything that is in the trash, whatever part of it is shown. */
  readonly emptyTrash = async (): Promise<void> => {
    const { bits, generation } = await this.#parts.bridge.pictures.matching({ ...everyPicture, trashed: true });
    await this.#actions.deleteForever({ generation, rows: rowsOf(bits) });
  };

  /** Out of the collection that is shown, and of those inside it. */
  readonly takeOut = (): Promise<void> =>
    this.#withAll(async (rows) => {
      const { collection } = this.#parts.pictures.shownQuery;
      if (collection === null) return;
      await this.#actions.removeFrom(this.#set(rows), withThoseInside(this.#parts.collections.all, collection));
    });

  readonly compare = (): Promise<void> =>
    this.#withAll(async (rows) => {
      if (rows.length >= 2 && rows.length <= 4) this.#parts.router.compare(await this.#idsOf(rows));
    });

  /** One picture at a time. */
  readonly edit = (): Promise<void> =>
    this.#withAll(async (rows) => {
      const [id] = rows.length === 1 ? await this.#idsOf(rows) : [];
      if (id !== undefined) this.#actions.edit(id);
    });

  /** Goes through several that are selected, or else through all that are shown. */
  readonly curate = (): void => {
    const { pictures, router } = this.#parts;
    const set = pictures.setOf(this.#selection.size > 1 ? this.#selection.rows : pictures.shown.rows);
    if ('rows' in set) router.curate(set);
  };

  /** For the bar. */
  get run() {
    const { favourite, rate, flag, takeOut, edit, compare, curate, trash, restore } = this;
    return { favourite, rate, flag, takeOut, edit, compare, curate, trash, restore, export: this.export };
  }

  /** The system carries their files, to other programs and back over this window; more of them than that stay inside it. */
  drag(event: DragEvent, picture: Picture, drag: PictureDrag): void {
    const rows = this.#selection.has(picture.row) ? this.#selection.rows : Int32Array.of(picture.row);
    drag.begin(this.#set(rows));
    if (rows.length > mostCarried || picture.trashedAt !== null) return;
    event.preventDefault();
    void this.#carryOut(rows);
  }

  /** Hands their files to the system, which carries them to wherever they are dropped. */
  async #carryOut(rows: Int32Array<ArrayBuffer>): Promise<void> {
    const { pictures, notices, language } = this.#parts;
    await notices.attempt(
      language,
      this.#idsOf(rows).then((ids) => pictures.startDrag(ids)),
    );
  }

  /** For actions that are about one picture. False when there is none, or more. */
  withOne(act: (id: string) => unknown): unknown {
    const { rows } = this;
    const id = rows.length === 1 ? this.#parts.pictures.ofRow(rows[0] ?? -1)?.id : undefined;
    return id === undefined ? false : act(id);
  }

  #set(rows: Int32Array<ArrayBuffer>): ReturnType<Studio['pictures']['setOf']> {
    return this.#parts.pictures.setOf(rows);
  }

  async #withAll(act: (rows: Int32Array<ArrayBuffer>) => Promise<void>): Promise<void> {
    const { rows } = this;
    if (rows.length > 0) await this.#parts.notices.attempt(this.#parts.language, act(rows));
  }

  async #allHave(rows: Int32Array<ArrayBuffer>, what: Partial<PictureQuery>): Promise<boolean> {
    return (await askCoverage(this.#parts.bridge.pictures, rows, what)) === 'all';
  }

  async #idsOf(rows: Int32Array<ArrayBuffer>): Promise<readonly string[]> {
    const known = Array.from(rows, (row) => this.#parts.pictures.ofRow(row)?.id);
    if (known.every((id) => id !== undefined)) return known;
    const set = this.#set(rows);
    const facts = 'rows' in set ? await this.#parts.bridge.pictures.facts(set) : [];
    return Array.from(rows, (row) => facts.find((picture) => picture.row === row)?.id).filter((id) => id !== undefined);
  }
}
