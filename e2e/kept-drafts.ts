import fs from 'node:fs';

import { Layout } from '../src/main/library/layout.ts';
import { expect } from './app.ts';
import { libraryIn } from './library-maker.ts';

/** Until what is begun on a picture stands on the disk, in these words and with a mask; once for all pictures of the library. */
export async function isKept(home: string, prompt: string, waiting: { readonly timeout?: number } = {}): Promise<void> {
  await expect.poll(() => draftsIn(home).map((draft) => [draft.prompt, draft.mask !== null]), waiting).toEqual([[prompt, true]]);
}

interface Draft {
  readonly prompt: string;
  readonly mask: object | null;
}

export function draftsIn(home: string): readonly Draft[] {
  const { drafts } = new Layout(libraryIn(home));
  const names = fs.readdirSync(drafts).filter((name) => name.endsWith('.json'));
  return names.map((name) => JSON.parse(fs.readFileSync(`${drafts}/${name}`, 'utf8')) as Draft);
}
