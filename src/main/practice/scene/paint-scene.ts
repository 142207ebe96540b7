import type { Shape } from '../practice-model.ts';
import { hashText, seeded } from '../randomness.ts';
import { abstractScene } from './abstract-scene.ts';
import { cityScene } from './city-scene.ts';
import { paintLayers, type Layer } from './canvas.ts';
import { flowerScene } from './flower-scene.ts';
import { forestScene, mountainScene, nightScene, seaScene } from './landscapes.ts';
import { lightOf, motifOf, type Light, type Motif } from './motifs.ts';
import type { RawPicture } from './raw-picture.ts';
import { catScene, portraitScene, productScene } from './still-scenes.ts';

/** What a motif needs to know to compose itself. */
export interface SceneBrief {
  readonly random: () => number;
  /** Width over height. */
  readonly aspect: number;
  /** Which of the pictures of one request this is: neighbours must look different. */
  readonly variant: number;
  /** 0 to 1, the same for all pictures of a request. */
  readonly mood: number;
  readonly light: Light | undefined;
}

export interface SceneOrder {
  readonly prompt: string;
  readonly seed: number;
  /** Which of the n pictures. */
  readonly index: number;
  readonly shape: Shape;
}

/** Paints what the prompt's words suggest; the same order always gives the same bytes. */
export function paintScene({ prompt, seed, index, shape }: SceneOrder): Promise<RawPicture> {
  const random = seeded(hashText(`${prompt} ${seed} ${index}`));
  const mood = seeded(hashText(`${prompt} ${seed}`))();
  const brief: SceneBrief = { random, aspect: shape.width / shape.height, variant: index, mood, light: lightOf(prompt) };
  return paintLayers(shape, scenes[motifOf(prompt)](brief));
}

const scenes: Readonly<Record<Motif, (brief: SceneBrief) => Layer[]>> = {
  abstract: abstractScene,
  cat: catScene,
  city: cityScene,
  flower: flowerScene,
  forest: forestScene,
  mountain: mountainScene,
  night: nightScene,
  portrait: portraitScene,
  product: productScene,
  sea: seaScene,
};
