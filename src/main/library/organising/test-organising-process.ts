import type { PictureSet } from '../../../shared/picture.ts';
import { Library } from '../library.ts';

/** A process that organises all pictures of a library and says so when a step has come the given number of times; there it waits to be killed. */
const [folder = '', what = '', step = '', times = '1'] = process.argv.slice(2);

const waitForEver = () =>
  new Promise<void>(() => {
    setInterval(() => undefined, 1000);
  });

let seen = 0;
const library = await Library.open(folder, {
  onStep: async (at) => {
    if (at !== step || (seen += 1) < Number(times)) return;
    if (seen === Number(times)) process.stdout.write(at);
    await waitForEver();
  },
});
const { generation, rows } = await library.outline();
const of: PictureSet = { generation, rows: rows.toSorted() };
switch (what) {
  case 'tag':
    await library.change({ of, change: { addTags: ['sea'], rating: 4 } });
    break;
  case 'trash':
    await library.moveToTrash(of);
    break;
  case 'restore':
    await library.restore(of);
    break;
  case 'delete':
    await library.deleteForever(of);
}
