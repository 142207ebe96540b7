import { RowSet } from '../index/row-set.ts';
import type { MarkFiles } from './mark-files.ts';
import { namesOfMark } from './stored-mark.ts';
import { TagNames } from './tag-names.ts';

/** So many pictures' rows are asked for at once. */
const askedAtOnce = 500;

/** All marks of the library as the index holds them, read from the mark files. Marks of pictures that have no row wait in their files. */
export async function gatheredMarks(
  files: MarkFiles,
  rowsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<Map<string, RowSet>> {
  const sets = new Map<string, RowSet>();
  const spelt = new TagNames([]);
  const nameOf = (stored: string) => (stored.startsWith('tag:') ? `tag:${spelt.spelling(stored.slice('tag:'.length))}` : stored);
  const add = (stored: string, row: number): void => {
    const name = nameOf(stored);
    const rows = sets.get(name) ?? new RowSet();
    sets.set(name, rows);
    rows.add(row);
  };
  for await (const marks of files.all()) {
    const ids = Object.keys(marks);
    for (let from = 0; from < ids.length; from += askedAtOnce) {
      const rows = await rowsOf(ids.slice(from, from + askedAtOnce));
      rows.forEach((row, id) => namesOfMark(marks[id] ?? {}).forEach((name) => add(name, row)));
    }
  }
  return sets;
}
