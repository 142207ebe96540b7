import fc from 'fast-check';

import type { Step } from '../parts.ts';
import type { Deed, Scene } from './command.ts';
import { kill, quit, start } from './ends.ts';
import { mend } from './mending.ts';
import type { Key, LibraryState } from './world.ts';

const steps: readonly Step[] = ['uploading', 'uploaded', 'submitting', 'answered', 'accepted', 'completed', 'saving', 'saved', 'done'];
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

export const passed = fc
  .constantFrom(500, 2 * second, 2 * second, 10 * second, 30 * second, 2 * minute, 15 * minute)
  .map((ms): Deed => ({ words: `${ms / second} s pass`, run: ({ world }) => world.time.pass(ms) }));

const slept = fc.constantFrom(1, 8, 30).map((hours): Deed => ({
  words: `the machine sleeps for ${hours} h`,
  run: ({ world }) => {
    world.time.sleep(hours * hour);
    world.engine.jobs.hurry();
  },
}));

/**
 * Not while an answer is lost: which task is whose is then told by the clock alone. Set by just as much as lies between two
 * lost answers, it leads to the other one's task. Known, and left to chance.
 */
const clockSet = fc.constantFrom(-10, -1, 5, 600).map((minutes): Deed => ({
  words: `the clock is set by ${minutes} min`,
  when: ({ told }) => told.jobs.every(({ state, cost }) => state !== 'submitting' && cost.charged !== 'unknown'),
  run: ({ world }) => world.time.setClock(minutes * minute),
}));

/** A library that is away can't be opened, so the engine isn't begun anew before it is back. */
const canStart = ({ world }: Scene): boolean => world.library === 'there';
const awayFor = fc.constantFrom(0, 0, 20 * second, 3 * hour);

const killed = awayFor.map((ms): Deed => ({
  words: `killed, and started ${ms / second} s later`,
  when: canStart,
  run: async (scene) => {
    await kill(scene);
    scene.world.time.sleep(ms);
    await start(scene);
  },
}));

const killedAtStep = fc.tuple(fc.constantFrom(...steps), awayFor).map(([step, ms]): Deed => ({
  words: `killed at the next “${step}” within a minute, and started ${ms / second} s later`,
  when: canStart,
  run: async (scene) => {
    const { world } = scene;
    const { isReached } = world.halt(step);
    await world.time.pass(minute, isReached);
    if (!isReached()) {
      world.letGo();
      return '(not reached)';
    }
    await kill(scene);
    world.time.sleep(ms);
    await start(scene);
    return '';
  },
}));

const quitted = awayFor.map((ms): Deed => ({
  words: `quit, and started ${ms / second} s later`,
  when: canStart,
  run: async (scene) => {
    await quit(scene);
    scene.world.time.sleep(ms);
    await start(scene);
  },
}));

const halted = fc
  .constantFrom(...steps)
  .map((step): Deed => ({ words: `everybody halts at “${step}”`, run: ({ world }) => void world.halt(step) }));
const letGo: Deed = { words: 'whoever was halted goes on', when: ({ world }) => world.isHalted, run: ({ world }) => world.letGo() };

export const mended = fc.constant<Deed>({ words: 'all is well again', run: mend });

/** The account and the settings tell the engine when they change; disks and networks don't. */
const keyChanged = fc.constantFrom<Key>('right', 'right', 'other', 'none').map((key): Deed => ({
  words: `the key is ${key}`,
  when: ({ world }) => world.key !== key,
  run: ({ world }) => {
    world.setKey(key);
    world.engine.jobs.goOn();
  },
}));
const budgetSet = fc.constantFrom(null, null, 0, 3, 8, 20).map((credits): Deed => ({
  words: credits === null ? 'there is no budget' : `the budget is ${credits}`,
  when: ({ world }) => world.allowed.budget !== credits,
  run: ({ world }) => {
    world.allowed.budget = credits;
    world.engine.jobs.goOn();
  },
}));
const concurrencySet = fc.constantFrom(1, 2, 3, 8).map((concurrency): Deed => ({
  words: `${concurrency} at once`,
  when: ({ world }) => world.allowed.concurrency !== concurrency,
  run: ({ world }) => {
    world.allowed.concurrency = concurrency;
    world.engine.jobs.goOn();
  },
}));

const diskChanged = fc.boolean().map((hasRoom): Deed => ({
  words: hasRoom ? 'there is room on the disk' : 'the disk is full',
  when: ({ world }) => world.hasRoom !== hasRoom,
  run: ({ world }) => world.setRoom(hasRoom),
}));
const journalChanged = fc.boolean().map((refuses): Deed => ({
  words: refuses ? 'the journal refuses to be written' : 'the journal can be written',
  when: ({ world }) => world.doesJournalRefuse !== refuses,
  run: ({ world }) => world.setJournal(refuses),
}));
const libraryChanged = fc.constantFrom<LibraryState>('there', 'there', 'gone', 'unwritable').map((state): Deed => ({
  words: `the library is ${state}`,
  when: ({ world }) => world.library !== state,
  run: ({ world }) => world.setLibrary(state),
}));

/** What happens to the machine, the process, the disk, the account and the settings. */
export const machineDeeds: readonly fc.Arbitrary<Deed>[] = [
  ...[slept, clockSet, killed, killedAtStep, quitted],
  fc.oneof(halted, fc.constant(letGo)),
  ...[keyChanged, budgetSet, concurrencySet, diskChanged, journalChanged, libraryChanged],
];
