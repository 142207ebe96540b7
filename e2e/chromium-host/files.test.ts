import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CDPSession } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launch, type Running } from './fixtures/launch.ts';

declare const pathOf: (file: unknown) => string;

let app: Running;
let folder: string;
let file: string;
beforeAll(async () => {
  app = await launch();
  folder = join(app.home, 'a folder – 图');
  file = join(folder, "it's “one”.txt");
  mkdirSync(folder);
  writeFileSync(file, 'x');
});
afterAll(() => app.close());

/** What the page's own drop listener hears of these files, dropped as from a file manager. */
async function drop(files: readonly string[]): Promise<string[]> {
  const dropped = app.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        // Not once: the drop itself is asked about again.
        addEventListener('dragover', (event) => event.preventDefault());
        addEventListener(
          'drop',
          (event) => {
            event.preventDefault();
            resolve([...(event.dataTransfer?.files ?? [])].map((one) => pathOf(one)));
          },
          { once: true },
        );
      }),
  );
  const session: CDPSession = await app.page.context().newCDPSession(app.page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 50, y: 50, data });
  return dropped;
}

test('the path of a chosen file is known at once, through the bridge', async () => {
  await app.page.locator('#files').setInputFiles([file]);
  const path = await app.page.evaluate(() => pathOf(document.querySelector<HTMLInputElement>('#files')?.files?.[0]));
  expect(path).toBe(file);
});

test('dropped files and folders have their paths', async () => {
  expect(await drop([file, folder])).toEqual([file, folder]);
});

test('what a script has made comes from nowhere, and what is no file is refused', async () => {
  const said = await app.page.evaluate(() => {
    const refused = [{}, null, 'x'].map((nothing) => {
      try {
        return pathOf(nothing);
      } catch (error) {
        return (error as Error).message;
      }
    });
    return [pathOf(new File(['x'], 'a.txt')), pathOf(new Blob(['x'])), ...refused];
  });
  const refusal = expect.stringContaining('getPathForFile expected to receive a File object but one was not provided') as string;
  expect(said).toEqual(['', '', refusal, refusal, refusal]);
});

test('somebody else’s debugger statement does nothing', async () => {
  const answered = await app.page.evaluate("debugger; bridge.invoke('echo')");
  expect(answered).toEqual([]);
});

test('a drag out of the window is written down, and refused as Electron refuses it', async () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const said = await app.electronApp.evaluate(
    ({ BrowserWindow, nativeImage }, [path = '', png = '']) => {
      const [window] = BrowserWindow.getAllWindows();
      const drag = (item: object): string => {
        try {
          window?.webContents.startDrag(item as Electron.Item);
          return 'dragged';
        } catch (error) {
          return (error as Error).message;
        }
      };
      const icon = nativeImage.createFromDataURL(`data:image/png;base64,${png}`);
      const answers = {
        without: drag({ file: path }),
        nothing: drag({ icon }),
        broken: drag({ file: path, icon: path }),
        number: drag({ file: path, icon: 5 }),
        empty: drag({ file: path, icon: nativeImage.createEmpty() }),
        one: drag({ file: path, icon }),
        two: drag({ file: path, files: [path, path], icon }),
      };
      return { ...answers, recorded: (globalThis.standIn?.recorded ?? []).filter(({ api }) => api === 'webContents.startDrag') };
    },
    [file, dot],
  );
  expect(said).toEqual({
    without: "'icon' parameter is required",
    nothing: "Must specify either 'file' or 'files' option",
    broken: `Failed to load image from path '${file}'`,
    number: 'Argument must be a file path or a NativeImage',
    empty: 'dragged',
    one: 'dragged',
    two: 'dragged',
    recorded: [[file], [file, file]].map((files) => ({ api: 'webContents.startDrag', args: [files] })),
  });
});
