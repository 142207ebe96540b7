import { expect, test } from 'vitest';

import { UndoLog } from './undo-log.ts';

const undoable = (bytes = 1) => ({ bytes, undo: () => Promise.resolve() });

test('the newest fifty changes can be taken back, each once', async () => {
  const log = new UndoLog();
  const names = Array.from({ length: 51 }, () => log.add(undoable()));
  await expect(log.undo(names[0] ?? '')).rejects.toMatchObject({ code: 'not-found' });
  for (const name of names.slice(1)) await log.undo(name);
  await expect(log.undo(names[50] ?? '')).rejects.toMatchObject({ code: 'not-found' });
});

test('changes that take much memory push older ones out, but the newest stays, however large', async () => {
  const log = new UndoLog();
  const small = log.add(undoable());
  const large = log.add(undoable(1e9));
  await expect(log.undo(small)).rejects.toMatchObject({ code: 'not-found' });
  await log.undo(large);
});

test('what fails can be tried again', async () => {
  const log = new UndoLog();
  let tries = 0;
  const undo = () => ((tries += 1) === 1 ? Promise.reject(new Error('the disk is full')) : Promise.resolve());
  const name = log.add({ bytes: 1, undo });
  await expect(log.undo(name)).rejects.toThrow('the disk is full');
  await log.undo(name);
  expect(tries).toBe(2);
});
