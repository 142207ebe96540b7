import { readFile } from 'node:fs/promises';

import { Failure } from '../../../shared/failure.ts';
import type { ExportOptions, ExportReport, FileProblem } from '../../../shared/library.ts';
import { asDiskFailure } from '../../files/disk-failure.ts';
import { extensions } from '../../files/file-name.ts';
import type { Layout } from '../layout.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture } from '../picture-row.ts';
import type { Places } from '../places.ts';
import type { Progress } from '../tasks.ts';
import type { Turns } from '../turns.ts';
import { folderDestination, zipDestination, type Destination } from './destination.ts';
import { nameOf } from './naming.ts';
import { render } from './rendering.ts';

const mostProblems = 1_000;

interface ExportingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly places: Places;
  readonly decoding: Turns;
}

/** Writes pictures where other programs find them. What is in the library is only read. */
export class Exporting {
  readonly #parts: ExportingParts;

  constructor(parts: ExportingParts) {
    this.#parts = parts;
  }

  /** `to` is a folder, or the ZIP file to be. Called off: files that are written stay, a ZIP file goes. */
  async export(options: ExportOptions, to: string, progress: Progress, signal?: AbortSignal): Promise<ExportReport> {
    const { index } = this.#parts;
    const ids = await index.idsOf(await index.resolve(options.of));
    progress.total(ids.length);
    const destination = options.as === 'zip' ? zipDestination(to) : folderDestination(to);
    try {
      const written = await this.#writeAll(ids, { options, destination }, progress, signal);
      signal?.throwIfAborted();
      await destination.close();
      return { ...written, to };
    } catch (error) {
      await destination.abandon();
      throw signal?.aborted ? new Failure('cancelled', 'The export was called off.') : writeFailure(error, to);
    }
  }

  async #writeAll(ids: readonly string[], way: Way, progress: Progress, signal?: AbortSignal): Promise<Omit<ExportReport, 'to'>> {
    const problems: FileProblem[] = [];
    let written = 0;
    for (const [place, id] of ids.entries()) {
      if (signal?.aborted) break;
      const problem = await this.#write(id, { ...way, place, total: ids.length });
      if (problem === null) written += 1;
      else if (problems.length < mostProblems) problems.push(problem);
      progress.done(place + 1);
    }
    return { written, problems };
  }

  async #write(id: string, { place, total, options, destination }: Writing): Promise<FileProblem | null> {
    const picture = await this.#parts.places.locate(id);
    if (!picture) return { file: id, why: 'missing', detail: "The picture's file isn't in the library folder." };
    const rendered = await this.#rendered(picture, options);
    if ('why' in rendered) return rendered;
    const { record } = picture;
    const stem = nameOf(options.naming, record, place + 1, total);
    await destination.add(stem, extensions[rendered.kind], rendered.bytes, new Date(record.createdAt));
    return null;
  }

  async #rendered({ path, record }: IndexedPicture, options: ExportOptions): Promise<Awaited<ReturnType<typeof render>> | FileProblem> {
    try {
      const bytes = await readFile(this.#parts.layout.absolute(path));
      return await this.#parts.decoding.take(() => render(bytes, record, options));
    } catch (error) {
      const failure = asDiskFailure(error);
      const why = failure instanceof Failure && failure.code !== 'bad-picture' ? 'unreadable' : 'damaged';
      return { file: path, why, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

interface Way {
  readonly options: ExportOptions;
  readonly destination: Destination;
}

interface Writing extends Way {
  readonly place: number;
  readonly total: number;
}

/** Why files could not be written where a person wanted them. */
function writeFailure(error: unknown, to: string): unknown {
  const failure = asDiskFailure(error);
  if (!(failure instanceof Failure) || failure.code === 'disk-full') return failure;
  return new Failure('invalid', `Nothing could be written to ${to}. Choose another folder.`, { cause: error });
}
