import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { Libraries } from '../../src/main/library-process/libraries.ts';
import { startNodeProcess } from '../../src/main/library-process/node-process.ts';
import { everyPicture } from '../../src/shared/picture.ts';
import { rounded } from '../figures.ts';

const script = path.resolve(import.meta.dirname, '../../out/main/library-process.js');

/** The longest pause of the main process's own part, without the stand-in's: what the gallery asks of the library, from a process like it. */
export async function pauseAlone(home: string): Promise<number> {
  const libraries = new Libraries({ start: () => startNodeProcess(script), unexpected: (error) => console.error(error) });
  const library = await libraries.open(path.join(home, 'pictures', 'Afterglow'), { mustExist: true });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { generation, rows } = await library.outline();
  for (const text of ['g', 'go', 'gol', 'night', '雪', '"red fox"', 'the -of']) await library.matching({ ...everyPicture, text });
  for (let first = 0; first < 5_000; first += 250) await library.factsOf({ generation, rows: rows.slice(first, first + 250) });
  const of = { generation, rows: rows.slice() };
  const { undo } = await library.change({ of, change: { addTags: ['of the bench alone'] } });
  await library.undo(undo);
  delay.disable();
  await library.close();
  return rounded(delay.max / 1e6);
}
