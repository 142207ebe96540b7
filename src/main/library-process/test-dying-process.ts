import { hostLibrary } from './host-process.ts';

/** A library's process that is killed when it comes to a step, or that ends as soon as it is asked to open a library. */
const [step] = process.argv.slice(2);

if (step === 'opening') process.on('message', () => process.kill(process.pid, 'SIGKILL'));
hostLibrary({
  onStep: (at) => {
    if (at === step) process.kill(process.pid, 'SIGKILL');
  },
});
