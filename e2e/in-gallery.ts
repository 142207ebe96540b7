import { expect, test as base, type Afterglow } from './app.ts';
import { makeLibrary, type MadeJob, type MadePicture, type Painting } from './library-maker.ts';

const jobs: readonly MadeJob[] = [
  { prompt: 'sunset over the sea', size: '3:2' },
  { prompt: 'a red fox in the snow', size: '2:3', count: 2 },
  { prompt: '雪山下的湖面倒影', size: '1:1' },
  { prompt: 'a sunny morning in the old town', size: '3:2', daysAgo: 1 },
  { prompt: '夕阳下的海边小镇', size: '2:3', daysAgo: 3 },
];

interface Fixtures {
  /** What is in the library before the app first starts. */
  readonly library: { readonly jobs: readonly MadeJob[]; readonly painting?: Painting };
  /** The pictures of those jobs, newest first. */
  readonly made: readonly MadePicture[];
  /** The app on its Gallery screen, with these pictures. */
  readonly inGallery: Afterglow;
}

/** For tests that begin with pictures: the library is on the disk before the app starts. */
export const test = base.extend<Fixtures>({
  library: [{ jobs }, { option: true }],
  made: async ({ home, library }, use) => {
    await use(await makeLibrary(home, library.jobs, library.painting));
  },
  // `made` comes first, so that the app finds the pictures when it starts.
  inGallery: async ({ made, app }, use) => {
    await app.goTo('Gallery');
    await expect(app.gallery.count).toHaveText(`${made.length} pictures`);
    await use(app);
  },
});

export { expect } from './app.ts';
