import { encodeMask } from '../../src/renderer/editor/engine/codec/mask-png.ts';
import { MaskEditor } from '../../src/renderer/editor/engine/mask-editor.ts';
import { Mask } from '../../src/renderer/editor/engine/mask.ts';
import { feather } from '../../src/renderer/editor/engine/regions/feather.ts';
import { grow, shrink } from '../../src/renderer/editor/engine/regions/grow.ts';
import { sample } from '../../src/renderer/editor/engine/regions/test-scenes.ts';
import { defaultTools, type Colours, type ToolSettings } from '../../src/renderer/editor/engine/tool.ts';
import { seeded } from '../../src/main/practice/randomness.ts';
import { quantile, rounded, timed } from '../figures.ts';

const runs = 5;

/** How long selecting, changing and packing a mask of that size takes, without a screen. Strokes and undo are in `core`. */
export async function engine(width: number, height: number): Promise<Record<string, unknown>> {
  return {
    wandMs: wand(width, height),
    quickSelectMs: quickSelect(width, height),
    ...changes(width, height),
    maskPng: await png(width, height),
  };
}

/** A sky with grain over two thirds of the picture, and ground. */
function syntheticPhoto(width: number, height: number): Colours {
  const data = new Uint8ClampedArray(4 * width * height);
  const random = seeded(7);
  const grains = Float32Array.from({ length: 65_536 }, () => 20 * (random() - 0.5));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const grain = grains[(x * 31 + y * 1777) & 65_535] ?? 0;
      const isSky = y < height * (0.65 + 0.05 * Math.sin(x / 500));
      const colour = isSky ? [120, 160, 220 - (10 * y) / height] : [60, 90, 50];
      for (let channel = 0; channel < 3; channel += 1) data[4 * (y * width + x) + channel] = (colour[channel] ?? 0) + grain;
      data[4 * (y * width + x) + 3] = 255;
    }
  return { width, height, data };
}

function editorOn(colours: Colours, tools: Partial<ToolSettings>): MaskEditor {
  const editor = new MaskEditor({ width: colours.width, height: colours.height, tools: { ...defaultTools, ...tools } });
  editor.setColours(colours);
  return editor;
}

/** From the press to the finished step. */
function wand(width: number, height: number): Record<string, number> {
  const editor = editorOn(syntheticPhoto(width, height), { tool: 'wand' });
  const took = Array.from({ length: runs }, () => {
    editor.run({ what: 'clear' });
    const ms = timed(() => {
      editor.down(sample(width / 2, height / 10));
      editor.up();
    });
    if (editor.state.coverage < 0.5) throw new Error('The wand did not find the sky.');
    return ms;
  });
  return { first: rounded(took[0] ?? Number.NaN), p50: rounded(quantile(took, 0.5)), most: rounded(Math.max(...took)) };
}

function quickSelect(width: number, height: number): Record<string, number> {
  const editor = editorOn(syntheticPhoto(width, height), { tool: 'quick-select', brushPx: 200 });
  const downMs = timed(() => editor.down(sample(width / 4, height / 4)));
  const moves = Array.from({ length: 60 }, (_, step) => timed(() => editor.move([sample(width / 4 + (step * width) / 120, height / 4)])));
  const upMs = timed(() => editor.up());
  return {
    down: rounded(downMs),
    moveP50: rounded(quantile(moves, 0.5)),
    moveP95: rounded(quantile(moves, 0.95)),
    moveMost: rounded(Math.max(...moves)),
    up: rounded(upMs),
  };
}

/** On a disc that covers half of the canvas. */
function changes(width: number, height: number): Record<string, unknown> {
  const soft = 20;
  const hard = disc(width, height);
  const feathered = disc(width, height);
  feather(feathered, soft);
  const changing = (from: Mask, change: (mask: Mask) => void) => {
    const mask = Mask.from(from.mark());
    return rounded(timed(() => change(mask)));
  };
  const figures: Record<string, unknown> = {};
  for (const px of [5, 50, 500])
    figures[`by${px}Ms`] = {
      grow: changing(hard, (mask) => grow(mask, px)),
      shrink: changing(hard, (mask) => shrink(mask, px)),
      feather: changing(hard, (mask) => feather(mask, px)),
      growFeathered: changing(feathered, (mask) => grow(mask, px)),
    };
  return figures;
}

function disc(width: number, height: number): Mask {
  const editor = new MaskEditor({ width, height, tools: { ...defaultTools, tool: 'ellipse' } });
  const [left, top] = [width * 0.1, height * 0.1];
  editor.down(sample(left, top));
  editor.move([sample(width - left, height - top)]);
  editor.up();
  return editor.mask;
}

/** A feathered scribble over all of the canvas, and the worst that there can be: noise. */
async function png(width: number, height: number): Promise<Record<string, unknown>> {
  const editor = new MaskEditor({ width, height, tools: { ...defaultTools, brushPx: 160, hardness: 1 } });
  editor.down(sample(0, 0));
  for (let step = 0; step <= 400; step += 1)
    editor.move([sample((width / 2) * (1 + Math.sin(step / 7)), (height / 2) * (1 + Math.sin(step / 11 + 1)))]);
  editor.up();
  editor.run({ what: 'feather', px: 10 });
  const noise = new Mask(width, height);
  const random = seeded(9);
  noise.write(
    noise.canvas,
    new Uint8Array(width * height).map(() => random() * 256),
  );
  return { coverage: rounded(editor.state.coverage), scribble: await packed(editor.mask), noise: await packed(noise) };
}

async function packed(mask: Mask): Promise<Record<string, number>> {
  const took: number[] = [];
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    bytes = (await encodeMask(mask, () => new CompressionStream('deflate'))).length;
    took.push(performance.now() - began);
  }
  return { p50Ms: rounded(quantile(took, 0.5)), mostMs: rounded(Math.max(...took)), megabytes: rounded(bytes / 1e6) };
}
