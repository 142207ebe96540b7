import { EventEmitter } from 'node:events';

import { expect, test } from 'vitest';

import { beforeQuitting } from './quitting.ts';

/** An app as far as quitting goes: `quit` asks, and ends when nobody objects. */
class AppFake extends EventEmitter {
  hasEnded = false;

  quit(): void {
    let isHeldBack = false;
    this.emit('before-quit', { preventDefault: () => (isHeldBack = true) });
    this.hasEnded = !isHeldBack;
  }
}

test('the end waits until what must be written is written, however often it is asked for', async () => {
  const app = new AppFake();
  const { promise: written, resolve: write } = Promise.withResolvers<undefined>();
  let finishes = 0;
  beforeQuitting(
    app as never,
    () => {
      finishes++;
      return written;
    },
    () => undefined,
  );
  app.quit();
  app.quit();
  expect(app.hasEnded).toBe(false);
  write(undefined);
  await expect.poll(() => app.hasEnded).toBe(true);
  expect(finishes).toBe(1);
});

test('an error while finishing is told, and doesn’t keep the app open', async () => {
  const app = new AppFake();
  const errors: unknown[] = [];
  beforeQuitting(
    app as never,
    () => Promise.reject(new Error('disk')),
    (error) => errors.push(error),
  );
  app.quit();
  await expect.poll(() => app.hasEnded).toBe(true);
  expect(errors).toHaveLength(1);
});
