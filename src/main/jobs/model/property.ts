import fc from 'fast-check';

import { Chronicle } from './chronicle.ts';
import { commandsOf, type Scene } from './command.ts';
import { end } from './ending.ts';
import { start } from './ends.ts';
import { machineDeeds, mended, passed } from './machine.ts';
import { personDeeds, submitted } from './person.ts';
import { serviceDeeds } from './service.ts';
import { World, type Circumstances } from './world.ts';

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  features: fc.record({ taskList: fc.boolean(), batch: fc.boolean(), idempotency: fc.boolean() }),
  taskSeconds: fc.constantFrom(4, 4, 60),
  doesSendAgain: fc.boolean(),
});

/** Most faults are a few things that meet often, so each course is about some of them, besides jobs and time. */
const themes = fc.subarray([...personDeeds, ...serviceDeeds, ...machineDeeds], { minLength: 2, maxLength: 10 });
const courses = fc.noShrink(themes).chain((chosen) => {
  const happening = fc.oneof({ weight: 8, arbitrary: fc.oneof(...chosen) }, { weight: 1, arbitrary: mended });
  return fc.commands([submitted, passed, happening, happening].map(commandsOf), { maxCommands: 60, size: 'max' });
});

/** Whatever happens, in whatever order: nothing that was paid is lost, nothing is paid twice, and nothing waits for ever. */
export const promise = fc.asyncProperty(circumstances, courses, async (given, happenings) => {
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
