import fc from 'fast-check';

import { Chronicle } from './chronicle.ts';
import { commandsOf, type Scene } from './command.ts';
import { end } from './ending.ts';
import { start } from './ends.ts';
import { machineDeeds, passed } from './machine.ts';
import { personDeeds, submitted } from './person.ts';
import { serviceDeeds } from './service.ts';
import { World, type Circumstances } from './world.ts';

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  features: fc.record({ taskList: fc.boolean(), batch: fc.boolean(), idempotency: fc.boolean() }),
  taskSeconds: fc.constantFrom(4, 4, 60),
  doesSendAgain: fc.boolean(),
});

// One in five each: without jobs and time not much happens.
const commands = fc.commands([submitted, passed, personDeeds, serviceDeeds, machineDeeds].map(commandsOf), {
  maxCommands: 60,
  size: 'max',
});

/** Whatever happens, in whatever order: nothing that was paid is lost, nothing is paid twice, and nothing waits for ever. */
export const promise = fc.asyncProperty(circumstances, commands, async (given, happenings) => {
  const world = await World.make(given);
  try {
    const scene: Scene = { told: new Chronicle(), world };
    await start(scene);
    await fc.asyncModelRun(() => ({ model: scene, real: scene }), happenings);
    await end(scene);
  } finally {
    await world.close();
  }
});
