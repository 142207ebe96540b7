// Stands in for the thread in tests of how it ends: does what the name of the file that it is given says.
import { parentPort } from 'node:worker_threads';

import { Failure } from '../../../shared/failure.ts';
import type { Given } from './edit-work.ts';
import { listenForWork } from './listening.ts';
import { EditWorks } from './works.ts';

const nothingToDo = {
  reference: null,
  fitted: { from: { width: 1, height: 1, kind: 'png' }, to: { width: 1, height: 1 }, converted: false, scaled: false },
} as const;

async function fit({ original: { path } }: Given<'fit'>, signal: AbortSignal): Promise<typeof nothingToDo> {
  if (path === 'die') process.exit(3);
  if (path === 'break') setImmediate(() => explode());
  if (path === 'break at the end') parentPort?.once('close', explode);
  if (path === 'fail') throw new Failure('bad-picture', 'no picture', { serviceCode: 'x' });
  if (path === 'err') explode();
  if (path !== 'answer' && path !== 'break at the end')
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('called off'))));
  return nothingToDo;
}

function explode(): never {
  throw new RangeError('a bug');
}

class FailingWorks extends EditWorks {
  override readonly fit = fit;
}

if (parentPort) listenForWork(parentPort, new FailingWorks());
