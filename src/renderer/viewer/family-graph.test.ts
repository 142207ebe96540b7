import { expect, test } from 'vitest';

import type { Input } from '../../shared/input.ts';
import type { Picture } from '../../shared/picture.ts';
import { companionsOf } from './compare/companions.ts';
import { graphOf } from './family-graph.ts';

const input = (id: string): Input => ({ id, name: `${id}.png`, kind: 'png', widthPx: 1, heightPx: 1, bytes: 1 });
const picture = (id: string): Picture => ({
  ...{ row: 0, id, prompt: `of ${id}`, createdAt: 0, widthPx: 1, heightPx: 1, kind: 'png', favourite: false, rating: 0, flag: 'none' },
  ...{ practice: false, source: 'text', isAnswer: false, file: 'here', trashedAt: null },
});

test('a picture was made from its references in their order and its mask, also from those that are no pictures of the library', () => {
  const graph = graphOf(
    { references: [input('b'), input('a')], mask: input('m') },
    { parents: [picture('a'), picture('x')], children: [] },
  );
  expect(graph.parents.map(({ id, name, picture: of, isMask }) => [id, name, of !== null, isMask])).toEqual([
    ['b', 'b.png', false, false],
    ['a', 'of a', true, false],
    ['m', 'm.png', false, true],
    ['x', 'of x', true, false],
  ]);
});

test('each relative stands there once, and of thousands of children the newest', () => {
  const children = Array.from({ length: 5000 }, (_, place) => picture(`c${place}`));
  const graph = graphOf({ references: [input('a'), input('a')], mask: null }, { parents: [picture('a')], children });
  expect(graph.parents).toHaveLength(1);
  expect(graph.children).toHaveLength(200);
  expect(graph.children[0]?.id).toBe('c0');
});

test('what may be compared with a picture is offered once, the nearest kin first', () => {
  const family = { siblings: [picture('me'), picture('s')], parents: [picture('p')], children: [picture('s')] };
  const offered = companionsOf('me', family, [picture('p'), picture('me'), picture('n')]);
  expect(offered.map(({ name, pictures }) => [name, ...pictures.map(({ id }) => id)])).toEqual([
    ['ofJob', 's'],
    ['family', 'p'],
    ['neighbours', 'n'],
  ]);
});
