import type { Picture } from '../../../shared/picture.ts';
import type { IndexedPicture } from '../picture-row.ts';
import { bit } from './columns.ts';
import type { IndexContents } from './contents.ts';
import { parentsOf } from './index-writer.ts';

/** What a picture was made from, what was made from it, and the others of its job, itself among them; the trash left out. */
export function familyOf(
  picture: IndexedPicture,
  contents: IndexContents,
): { parents: Picture[]; children: Picture[]; siblings: Picture[] } {
  const { row, record } = picture;
  const { state } = contents.columns.arrays;
  const others = (rows: Iterable<number>): number[] =>
    [...new Set(rows)].filter((other) => other !== row && ((state[other] ?? 0) & bit.trashed) === 0);
  const parents = parentsOf(record)
    .map((id) => contents.rowOf(id))
    .filter((parent) => parent !== null);
  return {
    parents: newestFirst(contents.facts(others(parents))),
    children: newestFirst(contents.facts(others(contents.childrenOf(record.id)))),
    siblings: contents.facts(ofJob(picture, others(contents.columns.likelyOfJob(record.jobId)), contents)),
  };
}

function newestFirst(pictures: Picture[]): Picture[] {
  return pictures.sort((a, b) => b.createdAt - a.createdAt);
}

/** Everything that was brought in at once has one name for its job, but nothing else in common; what was laid together wasn't delivered. */
function ofJob(picture: IndexedPicture, likely: readonly number[], contents: IndexContents): number[] {
  const { jobId } = picture.record;
  if (!isDelivered(picture)) return [picture.row];
  const others = likely.map((row) => contents.at(row)).filter((other) => other?.record.jobId === jobId && isDelivered(other));
  return [picture, ...others.filter((other) => other !== null)].sort((a, b) => a.record.index - b.record.index).map(({ row }) => row);
}

function isDelivered({ record: { imported, composite, jobId } }: IndexedPicture): boolean {
  return imported === undefined && composite === undefined && jobId !== '';
}
