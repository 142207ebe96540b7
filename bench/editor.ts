// Painting, masks and composites: in the running app, in the mask engine alone, and in the thread that works on pixels.
// `npm run bench -- editor` measures everything; a name after it, only that part.
import { core } from './editor/core.ts';
import { engine } from './editor/engine.ts';
import { fidelity } from './editor/fidelity.ts';
import { painting } from './editor/painting.ts';
import { pixelThread } from './editor/pixel-thread.ts';
import { saving } from './editor/saving.ts';
import { seam } from './editor/seam.ts';
import { report } from './figures.ts';

const [large, huge] = [
  [6000, 4000],
  [8688, 5792],
] as const;

/** Each on its own: one is a measurement of minutes. */
const parts: Readonly<Record<string, () => Promise<Record<string, unknown>> | Record<string, unknown>>> = {
  'painting-24': () => painting(...large),
  'painting-50': () => painting(...huge),
  'engine-24': () => engine(...large),
  'strokes-24': () => core(...large),
  'strokes-50': () => core(...huge),
  seam,
  'saving-jpeg': () => saving(...huge, 'jpeg'),
  'saving-png': () => saving(...huge, 'png'),
  'thread-jpeg': () => pixelThread(...huge, 'jpeg'),
  'thread-png': () => pixelThread(...huge, 'png'),
  fidelity: () => fidelity(),
};

const wanted = process.argv.slice(2);
for (const [part, measure] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(part)) report({ figure: 'editor', part, ...(await measure()) });
}
