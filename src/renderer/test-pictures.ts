import { Failure } from '../shared/failure.ts';
import { everyPicture, type Picture, type PictureDetails, type PictureQuery } from '../shared/picture.ts';
import { loopback, type Serve } from './bridge/loopback.ts';

export const idOf = (row: number): string => row.toString(16).padStart(64, '0');
export const asking = (query: Partial<PictureQuery>): PictureQuery => ({ ...everyPicture, ...query });

/** A library outside the page, behind the real bridge. Newest first is by falling row; even rows are foxes, odd ones hares. */
export function testLibrary(serve: Serve, size: number) {
  let rows = Array.from({ length: size }, (_, step) => size - 1 - step);
  const trashed = new Set<number>();
  const favourites = new Set<number>();
  const state = { revision: 1, order: 1, generation: 'first', broken: false };
  const asked: number[][] = [];
  const promptOf = (row: number): string => (row % 2 === 0 ? 'a fox' : 'a hare');
  const found = (query: PictureQuery): number[] =>
    rows.filter((row) => trashed.has(row) === query.trashed && promptOf(row).includes(query.text));
  const pictureOf = (row: number): Picture => ({
    ...{ row, id: idOf(row), prompt: promptOf(row), createdAt: row, widthPx: 3, heightPx: 2, kind: 'png' },
    ...{ favourite: favourites.has(row), rating: 0, flag: 'none', practice: false, source: 'text', isAnswer: false, file: 'here' },
    trashedAt: trashed.has(row) ? 1 : null,
  });
  const { client, announce } = loopback(serve, {
    pictures: {
      outline: () => ({
        ...{ generation: state.generation, order: state.order, rows: Int32Array.from(rows) },
        ...{ ratios: new Float32Array(rows.length).fill(1.5), days: new Int32Array(rows.length) },
      }),
      matching: (query) => {
        if (state.broken) throw new Failure('library-unavailable', 'The folder is gone.');
        const bits = new Uint8Array(Math.ceil((rows.reduce((highest, row) => Math.max(highest, row), -1) + 1) / 8));
        for (const row of found(query)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
        return { generation: state.generation, order: state.order, revision: state.revision, count: found(query).length, bits };
      },
      facts: ({ generation, rows: wanted }) => {
        asked.push([...wanted]);
        return generation === state.generation ? [...wanted].filter((row) => rows.includes(row)).map(pictureOf) : [];
      },
      rowOf: (id) => rows.find((row) => idOf(row) === id) ?? null,
      details: (id) => detailsOf(pictureOf(rows.find((row) => idOf(row) === id) ?? missing())),
      family: () => ({ parents: [], children: [], siblings: [] }),
      change: ({ of, change }) => {
        for (const row of 'rows' in of ? of.rows : []) if (change.favourite === true) favourites.add(row);
        return changed('rows' in of ? of.rows.length : 0);
      },
      moveToTrash: (of) => {
        for (const row of 'rows' in of ? of.rows : []) trashed.add(row);
        return changed('rows' in of ? of.rows.length : 0);
      },
      undo: () => {
        trashed.clear();
        announce('pictures.changed', ++state.revision);
      },
    },
  });
  function changed(count: number) {
    announce('pictures.changed', ++state.revision);
    return { count, undo: 'the last one' };
  }
  /** Pictures that came in just now. */
  function add(...newer: number[]): void {
    rows = [...newer, ...rows];
    state.order += 1;
    announce('pictures.changed', ++state.revision);
  }
  /** The index was made anew: every picture has another row. */
  function renumber(): void {
    state.generation = 'second';
    rows = rows.map((row) => row + 10);
    add();
  }
  return { client, asked, state, add, renumber };
}

function missing(): never {
  throw new Failure('not-found', 'No such picture.');
}

function detailsOf(picture: Picture): PictureDetails {
  return {
    ...picture,
    ...{ bytes: 1, fileName: 'a.png', path: 'a.png', jobId: '', taskId: '', model: '', size: 'auto', count: 1, references: [], mask: null },
    ...{ callbackUrl: null, revisedPrompt: null, jobCredits: null, tags: [], collections: [], edit: null, composite: null, imported: null },
  };
}
