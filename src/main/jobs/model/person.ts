import fc from 'fast-check';

import { sampleRequest } from '../sample-job.ts';
import { onJob, refusable, type Deed, type Scene } from './command.ts';

const sameWithinMs = 5_000;

interface Asked {
  readonly count: number;
  readonly references: number;
}

async function submit({ told, world }: Scene, { count, references }: Asked, callbackUrl: string, again: boolean): Promise<boolean | null> {
  const colours = Array.from({ length: references }, (_, index) => index + 1);
  return refusable(async () => {
    const inputs = await Promise.all(colours.map((colour) => world.input(colour)));
    const { made } = await world.engine.jobs.submit(sampleRequest({ count, references: inputs, callbackUrl }), again);
    if (made) told.clicked(callbackUrl);
    return made;
  });
}

const asked = fc.constantFrom<Asked>(
  { count: 1, references: 0 },
  { count: 1, references: 0 },
  { count: 2, references: 0 },
  { count: 4, references: 0 },
  { count: 1, references: 2 },
);
const wordsFor = ({ count, references }: Asked): string => `n=${count}${references > 0 ? `, ${references} references` : ''}`;

export const submitted = asked.map<Deed>((what) => ({
  words: `submit ${wordsFor(what)}`,
  run: (scene) => submit(scene, what, scene.told.newRequest(), false),
}));

/** The form as it was sent the last time: one job within five seconds, unless a second one is meant. */
const submittedTwice = fc.boolean().map<Deed>((isMeant) => ({
  words: isMeant ? 'submit the same again, meant' : 'submit the same again',
  when: ({ told }) => told.jobs.length > 0,
  run: async (scene) => {
    const { told, world } = scene;
    const last = told.jobs.at(-1);
    if (!last) return;
    const { request } = last;
    const same = told.jobs.filter((job) => JSON.stringify(job.request) === JSON.stringify(request) && job.state !== 'failed');
    const isJustMade = same.some(({ createdAt }) => Math.abs(world.time.clock.now() - createdAt) < sameWithinMs);
    const made = await refusable(async () => (await world.engine.jobs.submit(request, isMeant)).made);
    if (made === true) told.clicked(request.callbackUrl);
    if (made !== null && made !== (isMeant || !isJustMade))
      told.faults.push(made ? 'A double click made two jobs' : 'What was meant made no job');
  },
}));

const tryAgain = onJob('try again', ['failed', 'stopped', 'done'], async ({ told, world }, { id, request }) => {
  const known = new Set(told.jobs.map((job) => job.id));
  const made = await world.engine.jobs.tryAgain(id);
  if (!known.has(made.id)) told.clicked(request.callbackUrl);
});

const sendAgain = onJob('send again', ['unknown'], async ({ told, world }, { id, request }) => {
  told.sentAgain.add(id);
  told.clicked(request.callbackUrl);
  await world.engine.jobs.sendAgain(id);
});

/** Before the job that comes first, or to the end. */
const moved = fc
  .boolean()
  .chain((isFirst) =>
    onJob(isFirst ? 'put first' : 'put last', ['queued', 'uploading'], ({ world }, { id }) =>
      world.engine.jobs.queue.move(id, isFirst ? (world.engine.jobs.queue.unsent()[0]?.id ?? null) : null),
    ),
  );

const always = (words: string, run: (scene: Scene) => void): fc.Arbitrary<Deed> =>
  fc.constant({ words, run: (scene: Scene) => refusable(() => run(scene)) });

const paused = fc
  .boolean()
  .chain((isPaused) =>
    always(isPaused ? 'pause the queue' : 'resume the queue', ({ world: { engine } }) =>
      isPaused ? engine.jobs.queue.pause() : engine.jobs.queue.resume(),
    ),
  );

/** What a person can do on the Create and Activity screens, and the system for them. */
export const personDeeds: readonly fc.Arbitrary<Deed>[] = [
  submittedTwice,
  onJob('cancel', ['queued', 'uploading'], ({ world }, { id }) => world.engine.jobs.queue.cancel(id)),
  onJob('take back', ['queued', 'uploading'], ({ world }, { id }) => void world.engine.jobs.queue.takeBack(id)),
  always('cancel all', ({ world }) => void world.engine.jobs.queue.cancelAll()),
  paused,
  moved,
  onJob('stop watching', ['running', 'saving'], ({ world }, { id }) => world.engine.jobs.stopWatching(id)),
  onJob('watch again', ['stopped'], ({ world }, { id }) => world.engine.jobs.watchAgain(id)),
  tryAgain,
  onJob('check again', ['unknown'], ({ world }, { id }) => world.engine.jobs.checkAgain(id)),
  sendAgain,
  onJob('give up', ['unknown'], ({ world }, { id }) => world.engine.jobs.giveUp(id)),
  always('hurry', ({ world }) => world.engine.jobs.hurry()),
  always('go on', ({ world }) => world.engine.jobs.goOn()),
];
