/** What a model of the service can do. A model is data: a new one is a new entry of the table, not new code. */
export interface Model {
  /** The name the API knows it by. */
  readonly id: string;
  readonly promptMaxCharacters: number;
  /** In the order in which they are offered; `auto` sends no size at all. */
  readonly sizes: readonly ModelSize[];
  readonly counts: readonly number[];
  readonly maxReferences: number;
  readonly maxReferenceBytes: number;
  readonly mask: { readonly maxBytes: number } | null;
  /** What one picture cost when this was written, in credits; replaced by what the account was really charged. */
  readonly creditsPerPicture: number;
}

export interface ModelSize {
  /** As sent to the API, except `auto`. */
  readonly value: string;
  /** The shape to expect, or null when the model chooses. */
  readonly shape: { readonly widthPx: number; readonly heightPx: number } | null;
}

const square = { widthPx: 1024, heightPx: 1024 };
const portrait = { widthPx: 1024, heightPx: 1536 };
const landscape = { widthPx: 1536, heightPx: 1024 };

/** Source: the `gpt-4o-image` page of the API (size, n, image_urls, mask_url); the price is the one in its example answer. */
const gpt4oImage: Model = {
  id: 'gpt-4o-image',
  promptMaxCharacters: 1000,
  sizes: [
    { value: 'auto', shape: null },
    { value: '1:1', shape: square },
    { value: '2:3', shape: portrait },
    { value: '3:2', shape: landscape },
    { value: '1024x1024', shape: square },
    { value: '1024x1536', shape: portrait },
    { value: '1536x1024', shape: landscape },
  ],
  counts: [1, 2, 4],
  maxReferences: 5,
  maxReferenceBytes: 10 * 1024 * 1024,
  mask: { maxBytes: 4 * 1024 * 1024 },
  creditsPerPicture: 2.5,
};

export const models: readonly [Model, ...Model[]] = [gpt4oImage];

/** The model with that id. An id that the table doesn't know is taken to follow the first model's rules under its own name. */
export function modelFor(id: string): Model {
  return models.find((model) => model.id === id) ?? { ...models[0], id };
}

/** The pixels to expect for a size, or a square when the model chooses: the shape of the placeholder. */
export function shapeOf(model: Model, size: string): { readonly widthPx: number; readonly heightPx: number } {
  return model.sizes.find(({ value }) => value === size)?.shape ?? square;
}
