import fs from 'node:fs';
import path from 'node:path';

import type { JSHandle, Page } from '@playwright/test';

/** Lets files fall onto the middle of the window, as from a file manager. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  await dropTransfer(page, await transferOf(page, files));
}

/** Lets a file fall that has only a name and a size. */
export async function dropBlank(page: Page, name: string, bytes: number): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (blank) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(blank.bytes)], blank.name));
      return transfer;
    },
    { name, bytes },
  );
  await dropTransfer(page, dataTransfer);
}

/** Pastes files that were copied in a file manager. */
export async function pasteFiles(page: Page, files: readonly string[]): Promise<void> {
  const clipboardData = await transferOf(page, files);
  await page.evaluate((data) => {
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(paste);
  }, clipboardData);
}

async function dropTransfer(page: Page, dataTransfer: JSHandle<DataTransfer>): Promise<void> {
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer });
}

/** The files' bytes are in the page afterwards, as a drag or a copy brings them. */
async function transferOf(page: Page, files: readonly string[]): Promise<JSHandle<DataTransfer>> {
  const brought = files.map((file) => ({ name: path.basename(file), base64: fs.readFileSync(file).toString('base64') }));
  return page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, brought);
}
