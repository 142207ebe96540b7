// The thread beside the library's own that works on pixels: started by `EditThread`.
import { parentPort } from 'node:worker_threads';

import { listenForWork } from './listening.ts';
import { EditWorks } from './works.ts';

if (parentPort) listenForWork(parentPort, new EditWorks());
