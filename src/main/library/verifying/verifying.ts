import type { FileProblem, VerifyReport } from '../../../shared/library.ts';
import { sizeOf } from '../../files/file-content.ts';
import type { KnownFile } from '../index/known-files.ts';
import type { Layout } from '../layout.ts';
import type { PictureRecord } from '../picture-record.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { FileState } from '../picture-row.ts';
import type { Places } from '../places.ts';
import type { Records } from '../records.ts';
import type { Progress } from '../tasks.ts';
import type { Turns } from '../turns.ts';
import { readWhole, type ReadFile } from './read-file.ts';
import { lieOf, recordProblem, unknownRecords } from './record-problems.ts';

const pageSize = 500;
const readAtOnce = 2;
/** What a person can look through. */
const mostProblems = 1_000;

export interface VerifyingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly records: Records;
  readonly places: Places;
  readonly changes: Turns;
  readonly changed: () => void;
}

/** Reads every picture and its record, and compares them with what they were. Changes no file; what it finds is noted in the index. */
export class Verifying {
  readonly #parts: VerifyingParts;

  constructor(parts: VerifyingParts) {
    this.#parts = parts;
  }

  /** Called off by its signal it throws; what it noted by then stays noted. */
  async verify(progress: Progress, signal?: AbortSignal): Promise<VerifyReport> {
    const { index, layout, records } = this.#parts;
    const { pictures, trashed } = await index.counts();
    progress.total(pictures + trashed);
    const problems: FileProblem[] = [];
    let checked = 0;
    await inTurnsOf(readAtOnce, this.#files(), async (file) => {
      signal?.throwIfAborted();
      problems.push(...(await this.#check(file, signal)));
      progress.done((checked += 1));
    });
    for await (const problem of unknownRecords(layout, index, records)) {
      signal?.throwIfAborted();
      problems.push(problem);
    }
    return { checked, problems: problems.slice(0, mostProblems) };
  }

  /** All that the index knows, the trash last. */
  async *#files(): AsyncGenerator<KnownFile> {
    const { index } = this.#parts;
    const seen = new Set<string>();
    for (let after = ''; ;) {
      const page = await index.filesBetween(after, '\u{10ffff}', pageSize);
      // Of two pictures that say the same path, the second may be on the next page.
      const last = page.at(-1)?.path;
      if (last === undefined) break;
      const more = page.length === pageSize ? await index.filesAt([last]) : [];
      seen.clear();
      for (const file of [...page, ...more]) {
        if (seen.has(file.id)) continue;
        seen.add(file.id);
        yield file;
      }
      after = last;
    }
    for (const id of await index.trashedIds()) {
      const picture = await index.find(id);
      if (picture) yield { id, path: picture.path, bytes: picture.record.bytes, file: picture.file };
    }
  }

  async #check(file: KnownFile, signal?: AbortSignal): Promise<FileProblem[]> {
    const { layout, records, places } = this.#parts;
    // One that was moved is found here, and one that is nowhere noted as missing.
    const path = (await places.locate(file.id))?.path ?? file.path;
    const isThere = (await sizeOf(layout.absolute(path))) !== null;
    const read = isThere ? await readWhole(layout.absolute(path), signal) : null;
    await this.#note(file.id, path, isThere ? stateOf(file, read) : 'missing');
    const record = await records.read(file.id);
    const problem = isThere ? fileProblem({ ...file, path }, read, record) : ({ file: path, why: 'missing', detail: '' } as const);
    return [...(record ? [] : [await recordProblem(layout, file.id)]), ...(problem ? [problem] : [])];
  }

  /** Unless it was moved or trashed while it was read. */
  #note(id: string, path: string, file: FileState): Promise<void> {
    const { index, changes, changed } = this.#parts;
    return changes.take(async () => {
      const picture = await index.find(id);
      if (!picture || picture.path !== path || picture.file === file) return;
      await index.setStates([{ id, path, file, trashedAt: picture.trashedAt }]);
      changed();
    });
  }
}

function stateOf({ id }: KnownFile, read: ReadFile | null): FileState {
  return read?.sha256 === id ? 'here' : 'damaged';
}

function fileProblem({ id, path, bytes }: KnownFile, read: ReadFile | null, record: PictureRecord | null): FileProblem | null {
  if (!read) return { file: path, why: 'unreadable', detail: '' };
  if (read.sha256 !== id) return { file: path, why: 'damaged', detail: `${bytes} → ${read.bytes} bytes` };
  const lie = record && lieOf(record, read);
  return lie === null ? null : { file: path, why: 'lying-record', detail: lie };
}

/** Takes everything from a source, so many at once; the first failure ends it once the others are done with theirs. */
async function inTurnsOf<T>(atOnce: number, source: AsyncGenerator<T>, work: (value: T) => Promise<void>): Promise<void> {
  const workOn = async (): Promise<void> => {
    for await (const value of shared(source)) {
      await work(value).catch(async (error: unknown) => {
        await source.return(undefined);
        throw error;
      });
    }
  };
  const all = await Promise.allSettled(Array.from({ length: atOnce }, workOn));
  const failed = all.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** One of several readers of a source: the end of this one isn't the end of the others. */
function shared<T>(source: AsyncGenerator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) };
}
