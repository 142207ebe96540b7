import type { Input } from '../../shared/input.ts';
import type { Picture, PictureDetails, PictureFamily } from '../../shared/picture.ts';

/** One picture of the graph. `picture` is null for what was used but isn't in the library: it can be seen, not gone to. */
export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly picture: Picture | null;
  readonly isMask: boolean;
}

export interface FamilyGraph {
  readonly parents: readonly Relative[];
  readonly children: readonly Relative[];
}

/** More than these are never drawn at once: a picture can be the reference of thousands. */
const childrenMost = 200;

/** What a picture was made from, its references in their order and the mask last, and what was made from it. */
export function graphOf(
  { references, mask }: Pick<PictureDetails, 'references' | 'mask'>,
  { parents, children }: Pick<PictureFamily, 'parents' | 'children'>,
): FamilyGraph {
  const relativeOf = (input: Input, isMask: boolean): Relative => {
    const picture = parents.find(({ id }) => id === input.id) ?? null;
    return { id: input.id, name: picture?.prompt ?? input.name, picture, isMask };
  };
  const inputs = [...references.map((input) => relativeOf(input, false)), ...(mask ? [relativeOf(mask, true)] : [])];
  const others = parents.filter(({ id }) => !inputs.some((input) => input.id === id));
  return {
    parents: distinct([...inputs, ...others.map(relative)]),
    children: distinct(children.slice(0, childrenMost).map(relative)),
  };
}

function relative(picture: Picture): Relative {
  return { id: picture.id, name: picture.prompt, picture, isMask: false };
}

function distinct(relatives: readonly Relative[]): readonly Relative[] {
  return relatives.filter(({ id }, place) => relatives.findIndex((other) => other.id === id) === place);
}

/** A curve from the middle of one entry of a column to the middle of the other column, in rows and from 0 to 100 across. */
export function curve(from: number, to: number): string {
  return `M 0 ${from} C 50 ${from} 50 ${to} 100 ${to}`;
}
