import { machineIn } from './test-moving.ts';

/** A process that moves a library and says where it stands at a step, where it waits to be killed. */
const [home = '', to = '', disk = '', step = ''] = process.argv.slice(2);

let left = step === 'file-copied' ? 8 : 1;
const stop = async (at: string): Promise<void> => {
  if (at !== step || (left -= 1) > 0) return;
  process.stdout.write(at);
  await new Promise<void>(() => {
    setInterval(() => undefined, 1000);
  });
};

const machine = machineIn(home, { isSameDisk: disk === 'same', onStep: stop, library: { onStep: stop } });
await machine.start();
await machine.moving.move(to, 'task');
