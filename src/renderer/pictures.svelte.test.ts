import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../main/bridge/serve.ts';
import { Failure } from '../shared/failure.ts';
import type { Picture, PictureQuery } from '../shared/picture.ts';
import { loopback } from './bridge/loopback.ts';
import { Selection } from './gallery/selection.svelte.ts';
import { Viewing } from './gallery/viewing.svelte.ts';
import { Pictures } from './pictures.svelte.ts';

const idOf = (number: number): string => number.toString(16).padStart(64, '0');
const everything: PictureQuery = { text: '', favouritesOnly: false };

/** A library outside the page, newest first, behind the real bridge. */
function library(size: number) {
  let all = Array.from({ length: size }, (_, number) => number);
  let revision = 1;
  const slices: number[] = [];
  const broken = { is: false };
  const found = ({ text }: PictureQuery): number[] => all.filter((number) => promptOf(number).includes(text));
  const promptOf = (number: number): string => (number % 2 === 0 ? 'a fox' : 'a hare');
  const pictureOf = (number: number): Picture => ({
    id: idOf(number),
    prompt: promptOf(number),
    createdAt: 0,
    widthPx: 3,
    heightPx: 2,
    kind: 'png',
    favourite: false,
    practice: false,
    missing: false,
  });
  const { client, announce } = loopback(serve, {
    pictures: {
      outline: (query) => {
        if (broken.is) throw new Failure('library-unavailable', 'The folder is gone.');
        const numbers = found(query);
        return { revision, ratios: new Float32Array(numbers.length).fill(1.5), days: new Int32Array(numbers.length) };
      },
      slice: ({ query, offset, limit }) => {
        slices.push(offset);
        return found(query)
          .slice(offset, offset + limit)
          .map(pictureOf);
      },
      position: ({ query, id }) => found(query).findIndex((number) => idOf(number) === id),
      details: (id) => {
        const number = all.find((other) => idOf(other) === id);
        if (number === undefined) throw new Failure('not-found', 'No such picture.');
        const rest = {
          bytes: 1,
          fileName: 'a.png',
          path: 'a.png',
          jobId: '',
          taskId: '',
          model: '',
          size: 'auto',
          count: 1,
          references: [],
        };
        return { ...pictureOf(number), ...rest, mask: null, callbackUrl: null, revisedPrompt: null, jobCredits: null };
      },
      moveToTrash: (ids) => change(all.filter((number) => !ids.includes(idOf(number)))),
      restore: (ids) => change([...ids.map((id) => Number.parseInt(id, 16)), ...all]),
    },
  });
  function change(numbers: number[]): void {
    all = numbers;
    announce('pictures.changed', ++revision);
  }
  return { client, slices, broken, add: (...numbers: number[]) => change([...numbers, ...all]) };
}

let outside: ReturnType<typeof library>;
let pictures: Pictures;
beforeEach(async () => {
  outside = library(1000);
  pictures = new Pictures(outside.client.pictures);
  pictures.listen();
  await pictures.refresh();
});

describe('the pictures', () => {
  test('hold the shapes of all and the facts of those that are needed', async () => {
    expect(pictures.count).toBe(1000);
    expect(pictures.at(99)?.id).toBe(idOf(99));
    expect(pictures.at(500)).toBeUndefined();
    pictures.need(480, 520);
    pictures.need(480, 520);
    await expect.poll(() => pictures.at(500)?.id).toBe(idOf(500));
    expect(outside.slices).toEqual([0, 400, 500]);
  });

  test('show what is searched for, from the first', async () => {
    pictures.need(900, 1000);
    await pictures.search({ text: 'hare', favouritesOnly: false });
    expect(pictures.count).toBe(500);
    expect(pictures.at(0)?.id).toBe(idOf(1));
    expect(pictures.shownQuery.text).toBe('hare');
  });

  test('show the last question when questions overtake each other', async () => {
    void pictures.search({ text: 'hare', favouritesOnly: false });
    void pictures.search({ text: 'nothing at all', favouritesOnly: false });
    await pictures.search({ text: 'fox', favouritesOnly: false });
    expect(pictures.shownQuery.text).toBe('fox');
    expect(pictures.at(1)?.id).toBe(idOf(2));
  });

  test('follow the library, and say where the followed ones went', async () => {
    pictures.follow([5]);
    outside.add(2000, 2001);
    await expect.poll(() => pictures.count).toBe(1002);
    expect(pictures.at(0)?.id).toBe(idOf(2000));
    expect(pictures.moves).toEqual([[5, 7]]);
  });

  test('say when a followed one is gone, and bring it back', async () => {
    pictures.follow([5]);
    await pictures.moveToTrash([idOf(5)]);
    await expect.poll(() => pictures.moves).toEqual([[5, -1]]);
    expect(pictures.lastTrashed).toEqual([idOf(5)]);
    await pictures.restore(pictures.lastTrashed);
    await expect.poll(() => pictures.count).toBe(1000);
    expect(pictures.lastTrashed).toEqual([]);
  });

  test('keep what they have when the library can’t be read, and say why', async () => {
    outside.broken.is = true;
    await pictures.refresh();
    expect(pictures.count).toBe(1000);
    expect(pictures.failure?.code).toBe('library-unavailable');
    outside.broken.is = false;
    await pictures.refresh();
    expect(pictures.failure).toBeNull();
  });

  test('give the ids of a range however long, and a summary of everything', async () => {
    expect(await pictures.idsBetween(10, 800)).toEqual(Array.from({ length: 791 }, (_, step) => idOf(10 + step)));
    await pictures.search({ text: 'fox', favouritesOnly: false });
    expect(await pictures.summary()).toEqual({ count: 1000, id: idOf(0) });
  });
});

describe('the selection', () => {
  test('grows from where it began, and shrinks again', async () => {
    const selection = new Selection(pictures);
    selection.toggle(idOf(3), 3);
    await selection.extendTo(6);
    expect(selection.ids).toEqual([3, 4, 5, 6].map(idOf));
    await selection.extendTo(1);
    expect(selection.ids).toEqual([3, 1, 2].map(idOf));
    selection.toggle(idOf(2), 2);
    expect(selection.has(idOf(2))).toBe(false);
  });

  test('takes everything, and nothing', async () => {
    const selection = new Selection(pictures);
    await selection.selectAll();
    expect(selection.size).toBe(1000);
    selection.clear();
    expect(selection.size).toBe(0);
  });
});

describe('the viewer', () => {
  test('knows the neighbours of what it shows', async () => {
    const viewing = new Viewing(pictures);
    await viewing.show(idOf(199), 1);
    await expect.poll(() => viewing.next?.id).toBe(idOf(200));
    expect(viewing.details?.id).toBe(idOf(199));
    expect(viewing.previous?.id).toBe(idOf(198));
    await viewing.show(idOf(0), 1);
    expect(viewing.previous).toBeUndefined();
  });

  test('shows a picture that the search doesn’t find, without neighbours', async () => {
    await pictures.search({ text: 'hare', favouritesOnly: false });
    const viewing = new Viewing(pictures);
    await viewing.show(idOf(2), 1);
    expect(viewing.details?.id).toBe(idOf(2));
    expect([viewing.index, viewing.previous, viewing.next]).toEqual([-1, undefined, undefined]);
  });

  test('asks for the library when it is opened before the gallery', async () => {
    const viewing = new Viewing(new Pictures(outside.client.pictures));
    await viewing.show(idOf(1), 1);
    expect(viewing.index).toBe(1);
    expect(pictures.query).toEqual(everything);
  });

  test('says when the picture isn’t there', async () => {
    const viewing = new Viewing(pictures);
    await viewing.show(idOf(4000), 1);
    expect(viewing.failure?.code).toBe('not-found');
  });
});
