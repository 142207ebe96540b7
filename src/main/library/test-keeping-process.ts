import { readFile } from 'node:fs/promises';

import { Library } from './library.ts';
import type { PictureOrigin } from './picture-record.ts';

/** A process that keeps one picture and says where it stands at a step, where it waits to be killed. */
const [folder = '', pictureFile = '', origin = '', step = ''] = process.argv.slice(2);

const waitForEver = () =>
  new Promise<void>(() => {
    setInterval(() => undefined, 1000);
  });

const library = await Library.open(folder, {
  onStep: async (at) => {
    if (at !== step) return;
    process.stdout.write(at);
    await waitForEver();
  },
});
const bytes = await readFile(pictureFile);
await library.keep(new Blob([bytes]).stream(), JSON.parse(origin) as PictureOrigin);
