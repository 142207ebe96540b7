import { expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { Failure } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import { modelFor } from '../../shared/model.ts';
import { loopback } from '../bridge/loopback.ts';
import { References } from './references.svelte.ts';

const inputNamed = (name: string, bytes = 100): Input => ({
  id: name.charCodeAt(0).toString(16).padStart(64, '0'),
  name,
  kind: 'png',
  widthPx: 10,
  heightPx: 10,
  bytes,
});

function references(chosen: readonly Input[] = []): References {
  const { client } = loopback(serve, {
    inputs: {
      add: ({ name, bytes }) => {
        if (!name.endsWith('.png')) throw new Failure('bad-picture', 'Not a picture');
        return inputNamed(name, bytes.byteLength);
      },
      choose: () => chosen,
      describe: () => [],
    },
  });
  return new References(client.inputs, () => modelFor('gpt-4o-image'));
}

const file = (name: string, bytes = 10): File => new File([new Uint8Array(bytes)], name);
const names = ({ all }: References): string[] => all.map(({ name }) => name);

test('files keep the order in which they were dropped', async () => {
  const dropped = references();
  await dropped.addFiles([file('a.png'), file('b.png'), file('c.png')]);
  expect(names(dropped)).toEqual(['a.png', 'b.png', 'c.png']);
});

test('a file that is no picture is refused by name, and the others are taken', async () => {
  const dropped = references();
  await dropped.addFiles([file('notes.txt'), file('b.png')]);
  expect(names(dropped)).toEqual(['b.png']);
  expect(dropped.refusals).toMatchObject([{ why: 'failed', name: 'notes.txt', failure: { code: 'bad-picture' } }]);
});

test('a file above 10 MB is refused before it is read', async () => {
  const dropped = references();
  await dropped.addFiles([file('huge.png', 10 * 1024 * 1024 + 1)]);
  expect(dropped.refusals).toEqual([{ why: 'too-large', name: 'huge.png', limitBytes: 10 * 1024 * 1024 }]);
});

test('the sixth and all further ones are refused in one sentence', async () => {
  const dropped = references();
  await dropped.addFiles(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => file(`${name}.png`)));
  expect(dropped.all).toHaveLength(5);
  expect(dropped.refusals).toEqual([{ why: 'too-many', limit: 5 }]);
});

test('the same picture twice is one reference', async () => {
  const chosen = references([inputNamed('a.png'), inputNamed('a.png')]);
  await chosen.choose();
  expect(names(chosen)).toEqual(['a.png']);
  expect(chosen.refusals).toEqual([{ why: 'twice', name: 'a.png' }]);
});

test('moving changes the order, and no place lies beyond the ends', async () => {
  const dropped = references([inputNamed('a.png'), inputNamed('b.png'), inputNamed('c.png')]);
  await dropped.choose();
  dropped.move(inputNamed('c.png').id, 0);
  expect(names(dropped)).toEqual(['c.png', 'a.png', 'b.png']);
  dropped.move(inputNamed('c.png').id, 9);
  expect(names(dropped)).toEqual(['a.png', 'b.png', 'c.png']);
});
