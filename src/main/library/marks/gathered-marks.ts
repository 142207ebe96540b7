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
  for await (const marks of files.all()) {
    const ids = Object.keys(marks);
    for (let from = 0; from < ids.length; from += askedAtOnce) {
      for (const [id, row] of await rowsOf(ids.slice(from, from + askedAtOnce))) {
        for (const stored of namesOfMark(marks[id] ?? {})) {
          const name = stored.startsWith('tag:') ? `tag:${spelt.spelling(stored.slice('tag:'.length))}` : stored;
          const rows = sets.get(name) ?? new RowSet();
          sets.set(name, rows);
          rows.add(row);
        }
      }
    }
  }
  return sets;
}
