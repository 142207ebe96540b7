import { MaskEditor } from '../../src/renderer/editor/engine/mask-editor.ts';
import { sample } from '../../src/renderer/editor/engine/regions/test-scenes.ts';
import { defaultTools } from '../../src/renderer/editor/engine/tool.ts';
import { quantile, rounded, timed } from '../figures.ts';

const events = 300;

/** How long the mask engine takes for each event of a stroke across a canvas of that size, and for taking a stroke over all of it back. Without a screen. */
export function core(width: number, height: number): Record<string, unknown> {
  const strokes: Record<string, unknown> = {};
  for (const px of [100, 500, 2_000])
    for (const hardness of [1, 0.9, 0]) strokes[`brush${px} hardness ${hardness}`] = stroke(width, height, px, hardness);
  return { strokes, undoMs: fullStrokeUndo(width, height) };
}

/** Three waves from the left to the right. */
function stroke(width: number, height: number, brushPx: number, hardness: number): Record<string, number> {
  const editor = new MaskEditor({ width, height, tools: { ...defaultTools, brushPx, hardness } });
  editor.down(sample(0, height / 2));
  const tookMs = Array.from({ length: events }, (_, event) => {
    const share = (event + 1) / events;
    const next = sample(share * width, (height / 2) * (1 + 0.8 * Math.sin(6 * Math.PI * share)));
    return timed(() => editor.move([next]));
  });
  const upMs = timed(() => editor.up());
  return {
    p50: rounded(quantile(tookMs, 0.5)),
    p95: rounded(quantile(tookMs, 0.95)),
    most: rounded(Math.max(...tookMs)),
    up: rounded(upMs),
  };
}

/** Line below line until no pixel is left as it was; then undo, and the state that the screen asks for. */
function fullStrokeUndo(width: number, height: number): number {
  const editor = new MaskEditor({ width, height, tools: { ...defaultTools, brushPx: 400, hardness: 0.3 } });
  editor.down(sample(0, 0));
  for (let y = 0; y <= height; y += 100) editor.move([sample(y % 200 === 0 ? 0 : width, y), sample(y % 200 === 0 ? width : 0, y)]);
  editor.up();
  if (editor.state.coverage < 0.9) throw new Error('The stroke left gaps.');
  const undoMs = timed(() => {
    editor.run({ what: 'undo' });
    editor.mask.takeDirty();
    if (editor.state.coverage !== 0) throw new Error('Undo left something.');
  });
  return rounded(undoMs);
}
