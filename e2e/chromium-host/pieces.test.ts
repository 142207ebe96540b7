import { expect, test } from 'vitest';

import { Outgoing } from './outgoing.ts';
import { gatherPieces, piecesOf } from './pieces.ts';

function gathered(pieces: Iterable<string>): unknown[] {
  const messages: unknown[] = [];
  const take = gatherPieces((message) => messages.push(message));
  for (const piece of pieces) take(piece);
  return messages;
}

const sizes = [0, 1, (1 << 16) - 1, 1 << 16, 786_431, 786_432, 786_433, 2_000_000];

test.each(sizes)('a message arrives whole, with %i bytes and as many letters', (size) => {
  const sent = { bytes: new Uint8Array(size).map((_, at) => at * 7), more: new Uint8Array(size), text: '字'.repeat(size) };
  const [back, ...rest] = gathered(piecesOf(sent)) as (typeof sent)[];
  expect(rest).toEqual([]);
  // Not compared as values: that takes seconds.
  const same = back && [Buffer.compare(back.bytes, sent.bytes), Buffer.compare(back.more, sent.more), back.text === sent.text];
  expect(same).toEqual([0, 0, true]);
});

test('views of one large buffer still share it, and a resizable one can still grow', () => {
  const buffer = new ArrayBuffer(1 << 20);
  const growing = new ArrayBuffer(1 << 20, { maxByteLength: 1 << 21 });
  const sent = { first: new Int32Array(buffer, 16, 8), second: new Float32Array(buffer), growing };
  const [back] = gathered(piecesOf(sent)) as [typeof sent];
  expect(back.first.buffer).toBe(back.second.buffer);
  expect([back.first.byteOffset, back.first.length]).toEqual([16, 8]);
  expect([back.growing.resizable, back.growing.maxByteLength]).toEqual([true, 1 << 21]);
});

test('small messages leave at once, large ones let others have their turn, and all keep their order', async () => {
  const sent: { piece: string; turn: number }[] = [];
  let turn = 0;
  const outgoing = new Outgoing((piece) => sent.push({ piece, turn }));
  outgoing.post({ name: 'small' }, 1);
  expect(sent).toHaveLength(1);
  outgoing.post({ name: 'large', rows: new Int32Array(500_000) }, 1);
  outgoing.post({ name: 'last' }, 1);
  const count = (): number => gathered(sent.map(({ piece }) => piece)).length;
  while (count() < 3) {
    turn += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const messages = gathered(sent.map(({ piece }) => piece)) as { name: string }[];
  expect(messages.map(({ name }) => name)).toEqual(['small', 'large', 'last']);
  expect(new Set(sent.map((one) => one.turn)).size).toBeGreaterThan(2);
  expect(Math.max(...sent.map(({ piece }) => piece.length))).toBeLessThanOrEqual((1 << 20) + 1);
});

test('what can’t be cloned is refused before anything is sent', () => {
  const sent: string[] = [];
  const outgoing = new Outgoing((piece) => sent.push(piece));
  expect(() => outgoing.post({ bytes: new Uint8Array(1 << 20), no: () => 1 }, 1)).toThrow('An object could not be cloned.');
  expect(sent).toEqual([]);
});
