import { afterAll, beforeAll, expect, test } from 'vitest';

import { launch, type Running } from './fixtures/launch.ts';

type Invoke = (channel: string, ...args: unknown[]) => Promise<unknown>;
declare const bridge: {
  invoke: Invoke;
  send: (channel: string, ...args: unknown[]) => void;
  onNews: (listener: (...args: never[]) => void) => void;
};
declare const bridgeAtStart: string;
declare const rules: Record<string, (...args: unknown[]) => unknown>;

let app: Running;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.close());

const messageOf = (run: () => unknown): Promise<string> =>
  app.page.evaluate(run).then(
    () => 'nothing was thrown',
    (error: unknown) => ((error as Error).message.split('\n')[0] ?? '').replace(/^page\.evaluate: Error: /, ''),
  );

test('the preload runs before the page, in a world of its own', async () => {
  const seen = await app.page.evaluate(() => [
    bridgeAtStart,
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, '__standInSend'),
  ]);
  expect(seen).toEqual(['object', 'undefined', 'undefined']);
  expect(await app.page.evaluate(() => Reflect.get(rules, 'seen'))).toMatchObject({
    scriptsBefore: 0,
    existing: 'Error: Cannot bind an API on top of an existing property on the window object',
    fs: 'Error: module not found: fs',
    nodeFs: 'Error: module not found: node:fs',
    local: 'Error: module not found: ./other.js',
    known: ['object', 'function', 'object', 'object'],
    unknownApi: 'Error: electron.ipcRenderer.postMessage is not implemented by the stand-in',
    processType: 'renderer',
  });
});

test('invoke carries what structured clone carries, both ways', async () => {
  const report = await app.page.evaluate(async () => {
    const shared = { n: 1 };
    const sent = [new Map([[1, new Set(['a'])]]), new Date(5), new Uint8Array([1, 2]), 5n, undefined, -0, NaN, [shared, shared]];
    const [map, date, bytes, big, nothing, zero, nan, pair] = (await bridge.invoke('echo', ...sent)) as unknown[];
    const [first, second] = pair as unknown[];
    const kinds = [map, date, bytes].map((value) => Object.prototype.toString.call(value));
    return [
      kinds,
      [...((map as Map<number, Set<string>>).get(1) ?? [])],
      String(big),
      nothing,
      Object.is(zero, -0),
      Object.is(nan, NaN),
      first === second,
    ].map(String);
  });
  expect(report).toEqual(['[object Map],[object Date],[object Uint8Array]', 'a', '5', 'undefined', 'true', 'true', 'true']);
});

test('what can be cloned nowhere is refused in the sender', async () => {
  const refusal = 'An object could not be cloned.';
  expect(await messageOf(() => bridge.invoke('echo', new Proxy({}, {})))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', { list: [new Proxy([], {})] }))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', () => 1))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', { deep: [() => 1] }))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', Symbol('s')))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', new Blob(['x'])))).toBe(refusal);
  expect(await messageOf(() => bridge.invoke('echo', document.body))).toBe(refusal);
});

test('invoke rejects with the sentences of Electron', async () => {
  expect(await messageOf(() => bridge.invoke('fail'))).toBe("Error invoking remote method 'fail': RangeError: too far");
  expect(await messageOf(() => bridge.invoke('none'))).toBe("Error invoking remote method 'none': Error: No handler registered for 'none'");
  expect(await messageOf(() => bridge.invoke('uncloneable'))).toBe(
    "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
  );
});

test('a second handler for a channel is refused', async () => {
  const again = app.electronApp.evaluate(({ ipcMain }) => ipcMain.handle('echo', () => 1));
  await expect(again).rejects.toThrow("Attempted to register a second handler for 'echo'");
});

test('the sender is the main frame of the window, under the address of the app', async () => {
  expect(await app.page.evaluate(() => bridge.invoke('who'))).toEqual({
    url: 'app://afterglow/index.html',
    origin: 'app://afterglow',
    isMain: true,
  });
});

test('main sends to the page, and the page to main', async () => {
  const news = app.page.evaluate(() => new Promise((resolve) => bridge.onNews((...args) => resolve(args))));
  await app.electronApp.evaluate(({ BrowserWindow, ipcMain }) => {
    ipcMain.on('hello', (event, name) => event.reply('news', 'hello', name));
    return BrowserWindow.getAllWindows().length;
  });
  await app.page.evaluate(() => bridge.send('hello', 'page'));
  expect(await news).toEqual(['hello', 'page']);
  const sending = app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('news', () => 1));
  await expect(sending).rejects.toThrow('An object could not be cloned.');
});

test('what is exposed is a frozen copy', async () => {
  const report = await app.page.evaluate(() => {
    const { change, changing, cycle, point } = rules as unknown as Record<string, never> & {
      change: () => number;
      changing: object;
      cycle: { self: unknown };
      point: object;
    };
    change();
    const descriptor = Object.getOwnPropertyDescriptor(window, 'rules');
    return {
      changing,
      frozen: [rules, changing, change].every(Object.isFrozen),
      writable: descriptor?.writable,
      configurable: descriptor?.configurable,
      cycle: cycle.self === cycle,
      point,
      plainPoint: Object.getPrototypeOf(point) === Object.prototype,
    };
  });
  expect(report).toEqual({
    changing: { value: 1, doubled: 2 },
    frozen: true,
    writable: false,
    configurable: false,
    cycle: true,
    point: { x: 1 },
    plainPoint: true,
  });
});

test('functions, callbacks and promises cross the bridge', async () => {
  const report = await app.page.evaluate(async () => [
    rules['sum']?.(1, 2, 3),
    rules['twice']?.((n: number) => n * 10),
    await rules['later']?.(() => 'from the page'),
    (rules['maker']?.() as (n: number) => number)(1),
    rules['kindOf']?.(new File(['x'], 'a.txt')),
    rules['kindOf']?.(new Map()),
  ]);
  expect(report).toEqual([6, 300, 'from the page', 2, '[object File]', '[object Map]']);
});

test('errors keep only their message', async () => {
  const report = await app.page.evaluate(async () => {
    const caught: unknown[] = [];
    try {
      rules['throwing']?.();
    } catch (error) {
      caught.push(error);
    }
    await (rules['rejecting']?.() as Promise<unknown>).catch((error: unknown) => caught.push(error));
    return caught.map((error) => [error instanceof Error, (error as Error).name, (error as Error).message, 'code' in (error as Error)]);
  });
  expect(report).toEqual([
    [true, 'Error', 'Uncaught Error: thrown', false],
    [true, 'Error', 'rejected', false],
  ]);
  expect(await messageOf(() => rules['returnProxy']?.())).toBe('An object could not be cloned.');
});

test('10 MB go to main and come back whole', async () => {
  const same = await app.page.evaluate(async () => {
    const sent = Uint8Array.from({ length: 10 << 20 }, (_, i) => i * 7);
    const [back] = (await bridge.invoke('echo', sent)) as [Uint8Array];
    return back.length === sent.length && back.every((byte, i) => byte === sent[i]);
  });
  expect(same).toBe(true);
});
