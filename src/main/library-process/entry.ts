// The second program of the app beside its main process: started by `Libraries`, once for each library that is open.
import { hostLibrary } from './host-process.ts';

hostLibrary();
