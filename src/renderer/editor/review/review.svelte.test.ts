import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../../../main/bridge/serve.ts';
import type { Kept } from '../../../shared/bridge.ts';
import type { Edit, Judgement } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import type { Job } from '../../../shared/job.ts';
import type { Picture, PictureDetails } from '../../../shared/picture.ts';
import { loopback } from '../../bridge/loopback.ts';
import { aJob, aRequest, aTask } from '../../job-builder.ts';
import { idOf } from '../../test-pictures.ts';
import type { Answer } from './answer.svelte.ts';
import { Review } from './review.svelte.ts';

const edit: Edit = {
  ...{ mode: 'precise', original: idOf(90), mask: idOf(91), canvas: { left: 0, top: 0, width: 900, height: 600 } },
  ...{ crop: { left: 100, top: 50, width: 400, height: 400 }, sent: { width: 1024, height: 1024 } },
};
const patch = { left: 120, top: 60, width: 200, height: 150 };

function judgementOf(answer: string): Judgement {
  const fidelity = { changedShare: 0.51, shiftPx: { x: 3, y: 0 }, gain: [1, 1, 1], offset: [0, 0, 0] } as const;
  return { answer, edit, verdict: 'fits', fidelity, patch, blend: { strength: 1, featherPx: 6 } };
}

/** What the main process was asked, and what it answers to `judge`. */
let asked: { readonly judged: string[]; readonly kept: { answer: string; blend: object }[] };
let judge: (answer: string) => Judgement | Promise<Judgement>;
beforeEach(() => {
  asked = { judged: [], kept: [] };
  judge = judgementOf;
});

function aReview(count: number, first?: string): Review {
  const { client } = loopback(serve, {
    edits: {
      judge: (answer) => {
        asked.judged.push(answer);
        return judge(answer);
      },
      keep: (wanted) => {
        asked.kept.push(wanted);
        return { picture: { id: idOf(70 + asked.kept.length) }, differingOutside: 0, converted: false } as Kept;
      },
    },
  });
  return new Review(client.edits, finished(count), first);
}

/** Its answers are judged, if the test lets them be. */
async function aBegunReview(count = 1, first?: string): Promise<Review> {
  const review = aReview(count, first);
  await review.begin();
  return review;
}

function currentOf({ current }: Review): Answer {
  if (!current) throw new Error('There is no answer');
  return current;
}

function child(row: number, isAnswer = false): Picture {
  return { id: idOf(row), source: 'edit', isAnswer } as Picture;
}

function finished(count: number): Job {
  const request = aRequest({ references: [idOf(92)], mask: idOf(93), count, edit });
  const job = aJob({ state: 'done', task: aTask, finishedAt: 1 }, { request });
  return { ...job, pictures: Array.from({ length: count }, (_, place) => idOf(place)) };
}

describe('the answers', () => {
  test('are judged with the one that is shown first, the others ahead of need', async () => {
    const review = await aBegunReview(4, idOf(2));
    expect(asked.judged).toEqual([2, 3, 0, 1].map(idOf));
    expect(review.answers.every(({ fits }) => fits)).toBe(true);
  });

  test('are judged once, also when the person turns to one that is being judged', async () => {
    const review = aReview(2);
    const begun = review.begin();
    review.turn(1);
    review.turn(1);
    await begun;
    review.turn(1);
    expect(asked.judged.toSorted()).toEqual([0, 1].map(idOf));
  });

  test('are turned to round and round; the picture shows the one that was turned to', async () => {
    const review = await aBegunReview(3);
    review.turn(-1);
    expect([review.place, review.shown?.address]).toEqual([2, `app://afterglow/patch/${idOf(2)}`]);
    review.turn(1);
    expect(review.place).toBe(0);
  });

  test('one that is turned to is judged at once, though another one takes long', async () => {
    const slow = Promise.withResolvers<Judgement>();
    judge = (answer) => (answer === idOf(0) ? slow.promise : judgementOf(answer));
    const review = aReview(2);
    const begun = review.begin();
    review.turn(1);
    await expect.poll(() => review.shown?.address).toBe(`app://afterglow/patch/${idOf(1)}`);
    slow.resolve(judgementOf(idOf(0)));
    await begun;
  });

  test('one that can’t be judged says why, and is tried again', async () => {
    judge = () => {
      throw new Failure('disk-full', 'No space left.');
    };
    const review = await aBegunReview();
    expect([review.current?.failure?.code, review.shown]).toEqual(['disk-full', null]);
    judge = judgementOf;
    await currentOf(review).judge();
    expect([review.current?.failure, review.current?.fits]).toEqual([null, true]);
  });

  test('one that shows another picture is laid over nothing and can’t be kept', async () => {
    judge = (answer) => ({ ...judgementOf(answer), verdict: 'other-picture', patch: null });
    const review = await aBegunReview();
    await currentOf(review).keep();
    expect([review.shown, review.current?.canKeep, asked.kept]).toEqual([null, false, []]);
  });
});

describe('what is shown', () => {
  test('is the answer inside the mask, as strong and soft as suits it, until the person chooses', async () => {
    const review = await aBegunReview(2);
    expect(review.shown).toMatchObject({ as: 'answer', at: patch, strength: 1, featherPx: 6, split: null });
    Object.assign(currentOf(review), { strength: 0.4, featherPx: 20 });
    expect(review.shown).toMatchObject({ strength: 0.4, featherPx: 20 });
    review.turn(1);
    expect(review.shown).toMatchObject({ strength: 1, featherPx: 6 });
    review.turn(1);
    currentOf(review).reset();
    expect(review.shown).toMatchObject({ strength: 1, featherPx: 6 });
  });

  test('is all of the answer, or what it changed, over what was sent', async () => {
    const review = await aBegunReview();
    review.view = 'raw';
    expect(review.shown).toMatchObject({ as: 'raw', at: edit.crop, address: `app://afterglow/picture/${idOf(0)}` });
    review.view = 'heat';
    expect(review.shown).toMatchObject({ as: 'heat', at: edit.crop, address: `app://afterglow/heat/${idOf(0)}` });
  });

  test('is the original left of the line, and everywhere while that is asked for', async () => {
    const review = await aBegunReview();
    review.split = 0.25;
    expect(review.shown?.split).toBe(0.25);
    review.showsOriginal = true;
    expect(review.shown?.split).toBe(1);
    review.showsOriginal = false;
    review.split = -3;
    expect(review.shown?.split).toBeNull();
  });
});

describe('keeping', () => {
  test('makes what is shown, once', async () => {
    const review = await aBegunReview();
    await Promise.all([currentOf(review).keep(), currentOf(review).keep()]);
    expect(asked.kept).toEqual([{ answer: idOf(0), blend: { strength: 1, featherPx: 6 } }]);
    expect([review.current?.keptNow?.differingOutside, review.current?.canKeep]).toEqual([0, false]);
  });

  test('takes another strength for another picture, and as many answers as the person likes', async () => {
    const review = await aBegunReview(2);
    await currentOf(review).keep();
    currentOf(review).strength = 0.5;
    expect([review.current?.keptNow, review.current?.canKeep]).toEqual([null, true]);
    await currentOf(review).keep();
    review.turn(1);
    await currentOf(review).keep();
    expect(asked.kept.map(({ answer }) => answer)).toEqual([0, 0, 1].map(idOf));
    expect(review.kept).toHaveLength(3);
  });

  test('is the end of an edit where no other mask and no other words are begun', async () => {
    const review = await aBegunReview();
    const mask = { id: edit.mask, canvas: edit.canvas };
    expect(review.isDoneWith(mask, 'a fox')).toBe(false);
    await currentOf(review).keep();
    expect([review.isDoneWith(mask, 'a fox'), review.isDoneWith(null, 'a fox')]).toEqual([true, true]);
    const others = [
      review.isDoneWith({ ...mask, id: idOf(8) }, 'a fox'),
      review.isDoneWith({ ...mask, canvas: edit.crop }, 'a fox'),
      review.isDoneWith(mask, 'a wolf'),
    ];
    expect(others).toEqual([false, false, false]);
  });

  test('is pointless where nothing of the answer shows', async () => {
    const review = await aBegunReview();
    currentOf(review).strength = 0;
    expect(currentOf(review).canKeep).toBe(false);
  });
});

test('answers that something was kept of earlier are known by it', async () => {
  const composite = { composite: { answer: idOf(0), strength: 1, featherPx: 6 } } as unknown as PictureDetails;
  const { client } = loopback(serve, {
    pictures: {
      family: (id) => {
        if (id === idOf(2)) throw new Failure('not-found', 'No such picture.');
        return { parents: [], children: [child(50), child(51, true)], siblings: [] };
      },
      details: () => composite,
    },
  });
  const review = aReview(3);
  await review.recall(client.pictures);
  expect(review.answers.map(({ isKept }) => isKept)).toEqual([true, false, false]);
});

test('the feather reaches well beyond what is suggested, and no further than makes sense', async () => {
  const review = aReview(1);
  expect(review.mostFeatherPx).toBe(50);
  judge = (answer) => ({ ...judgementOf(answer), blend: { strength: 1, featherPx: 40 } });
  await review.begin();
  expect(review.mostFeatherPx).toBe(80);
});

test('a job that had no mask has nothing to review', () => {
  const { client } = loopback(serve, {});
  expect(() => new Review(client.edits, aJob())).toThrow('masked edit');
});
