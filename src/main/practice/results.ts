import sharp from 'sharp';

import type { PracticeOptions } from './practice-options.ts';
import { nearestShape, shapeOf, shapes, type Shape } from './practice-model.ts';
import { promptHash } from './prompt-orders.ts';
import { worstDrift } from './scene/drift.ts';
import { paintEdit } from './scene/edit-scene.ts';
import { encodePicture, paintPlain, resized, type RawPicture } from './scene/raw-picture.ts';
import { paintScene } from './scene/paint-scene.ts';
import type { Store } from './store.ts';
import type { Task } from './tasks.ts';

const keptPictures = 24;

/** Paints the pictures of finished tasks when they are first asked for. */
export class Results {
  readonly #store: Store;
  readonly #options: PracticeOptions;
  readonly #kept = new Map<string, Promise<Buffer>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, options: PracticeOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** The bytes of one picture: the same ones every time. */
  picture(task: Task, index: number): Promise<Buffer> {
    const name = `${task.id}/${index}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    // One after the other: the app around this server has better things to do than to paint four at once.
    const painted = this.#last.then(() => this.#paint(task, index));
    this.#last = painted.catch(() => undefined);
    this.#kept.set(name, painted);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptPictures && oldest !== undefined) this.#kept.delete(oldest);
    return painted;
  }

  async #paint(task: Task, index: number): Promise<Buffer> {
    const { strange } = task;
    const kind = strange === 'jpeg' || strange === 'webp' ? strange : this.#options.resultKind;
    const raw = await this.#raw(task, index);
    return encodePicture(strange === 'another-size' ? await resized(raw, 0.75) : raw, kind);
  }

  async #raw(task: Task, index: number): Promise<RawPicture> {
    const { prompt, seed } = task;
    const paint = (shape: Shape) =>
      this.#options.pictures === 'scenes' ? paintScene({ prompt, seed, index, shape }) : paintPlain({ seed, index, shape });
    const [first] = task.references;
    const reference = first === undefined ? undefined : await this.#store.get(first);
    if (!reference || this.#options.pictures === 'unedited' || task.strange === 'another-picture') return paint(sceneShape(task));
    const mask = task.mask === undefined ? undefined : await this.#store.get(task.mask);
    const asked = task.size === undefined ? undefined : shapeOf(task.size);
    const shape = task.strange === 'another-shape' ? anotherShape(asked ?? (await shapeLike(reference))) : asked;
    const drift = task.strange === 'strayed' ? worstDrift : this.#options.drift;
    return paintEdit({ seed, index, shape, reference, mask, drift, paint, nearestShape });
  }
}

async function shapeLike(reference: Buffer): Promise<Shape> {
  const { width, height } = await sharp(reference).metadata();
  return nearestShape(width, height);
}

function anotherShape({ width, height }: Shape): Shape {
  return shapes.find((shape) => shape.width / shape.height !== width / height) ?? { width, height };
}

function sceneShape({ size, prompt }: Task): Shape {
  const [square] = shapes;
  const chosen = size === undefined ? undefined : shapeOf(size);
  return chosen ?? shapes[promptHash(prompt) % shapes.length] ?? square ?? { width: 1024, height: 1024 };
}
