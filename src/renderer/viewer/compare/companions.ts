import type { Picture, PictureFamily } from '../../../shared/picture.ts';

export interface Companions {
  readonly name: 'ofJob' | 'family' | 'neighbours';
  readonly pictures: readonly Picture[];
}

/** More of one kind would have to be searched, which is what the gallery is for. */
const most = 24;

/** Pictures that one may want to see beside this one, the nearest kin first; each once. */
export function companionsOf(
  id: string,
  { siblings, parents, children }: PictureFamily,
  neighbours: readonly Picture[],
): readonly Companions[] {
  const seen = new Set([id]);
  const others = (pictures: readonly Picture[]): readonly Picture[] =>
    pictures
      .filter((picture) => {
        const isNew = !seen.has(picture.id);
        seen.add(picture.id);
        return isNew;
      })
      .slice(0, most);
  return [
    { name: 'ofJob', pictures: others(siblings) },
    { name: 'family', pictures: others([...parents, ...children]) },
    { name: 'neighbours', pictures: others(neighbours) },
  ];
}
