import { dirname } from 'node:path';

import { sizeOf } from '../../files/file-content.ts';
import { isInside } from '../../files/folder.ts';
import type { Layout } from '../layout.ts';
import type { IndexedPicture } from '../picture-row.ts';
import type { Places } from '../places.ts';
import { withEach } from '../with-each.ts';

/** Up to so many pictures whose files aren't where they were are looked for; more of them have been moved by somebody, and are missing here. */
const mostLookedFor = 100;
const filesAtOnce = 16;

/** Pictures with their files where they are, or as missing. For those who hold the turn to change the library. */
export async function locatedFiles(layout: Layout, places: Places, pictures: readonly IndexedPicture[]): Promise<IndexedPicture[]> {
  const folders = new Map<string, Promise<boolean>>();
  const isSafe = (folder: string): Promise<boolean> => {
    const known = folders.get(folder) ?? isInside(layout.folder, folder).catch(() => false);
    folders.set(folder, known);
    return known;
  };
  let lookedFor = 0;
  const located = async (picture: IndexedPicture): Promise<IndexedPicture> => {
    const file = layout.absolute(picture.path);
    const bytes = (await isSafe(dirname(file))) ? await sizeOf(file) : null;
    // A damaged file may be of another size, and goes along all the same: it is what the person sees of the picture.
    const isThere = bytes !== null && (bytes === picture.record.bytes || picture.file === 'damaged');
    if (isThere) return picture.file === 'missing' ? { ...picture, file: 'here' } : picture;
    const isLookedFor = picture.file !== 'missing' && (lookedFor += 1) <= mostLookedFor;
    return (isLookedFor ? await places.locateInTurn(picture.record.id) : null) ?? { ...picture, file: 'missing' };
  };
  const all: IndexedPicture[] = [];
  await withEach(pictures.entries(), filesAtOnce, async ([at, picture]) => (all[at] = await located(picture)));
  return all;
}
