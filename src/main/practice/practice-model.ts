/** What a model allows, as the practice server checks it. */
export interface PracticeModel {
  readonly id: string;
  /** Counted in Unicode code points: the page says "characters", and one emoji is one character to a person. */
  readonly maxPromptCharacters: number;
  /** Ratios (`2:3`) or pixels (`1024x1536`). */
  readonly sizes: readonly string[];
  readonly counts: readonly number[];
  readonly maxReferences: number;
  readonly maxReferenceBytes: number;
  /** 0 when the model takes no mask. */
  readonly maxMaskBytes: number;
}

/** The limits of the page that the product is built from. */
export const gpt4oImage: PracticeModel = {
  id: 'gpt-4o-image',
  maxPromptCharacters: 1000,
  sizes: ['1:1', '2:3', '3:2', '1024x1024', '1024x1536', '1536x1024'],
  counts: [1, 2, 4],
  maxReferences: 5,
  maxReferenceBytes: 10 * 1024 * 1024,
  maxMaskBytes: 4 * 1024 * 1024,
};

export interface Shape {
  readonly width: number;
  readonly height: number;
}

/** The three shapes the service makes. */
export const shapes: readonly Shape[] = [
  { width: 1024, height: 1024 },
  { width: 1024, height: 1536 },
  { width: 1536, height: 1024 },
];

/** The pixels of a size value; nothing for a value that leaves the choice to the model. */
export function shapeOf(size: string): Shape | undefined {
  const [a, b] = size.split(/[:x]/).map(Number);
  if (!a || !b) return undefined;
  return size.includes('x') ? { width: a, height: b } : nearestShape(a, b);
}

/** The shape whose proportions are closest to a picture's. */
export function nearestShape(width: number, height: number): Shape {
  const off = (shape: Shape) => Math.abs(Math.log((shape.width * height) / (shape.height * width)));
  return shapes.reduce((best, shape) => (off(shape) < off(best) ? shape : best));
}
