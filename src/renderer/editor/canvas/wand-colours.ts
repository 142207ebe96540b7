import type { PixelSize, Rectangle } from '../../../shared/edit.ts';
import type { Colours } from '../engine/tool.ts';
import { pieceSide, type PictureLevel } from './picture-levels.ts';

/** Reads the picture's colours piece by piece, letting everything else happen in between. Null when it was told to stop. */
export async function readColours(level: PictureLevel, extent: Rectangle, signal: AbortSignal): Promise<Colours | null> {
  const { width, height } = extent;
  const data = new Uint8ClampedArray(width * height * 4);
  const context = new OffscreenCanvas(pieceSide, pieceSide).getContext('2d', { willReadFrequently: true });
  for (const { left, top, pixels } of level.pieces) {
    await nextTurn();
    if (signal.aborted) return null;
    context?.clearRect(0, 0, pieceSide, pieceSide);
    context?.drawImage(pixels, 0, 0);
    const piece = context?.getImageData(0, 0, pixels.width, pixels.height);
    if (piece) place(piece, data, { width, height }, { x: left - extent.left, y: top - extent.top });
  }
  return { width, height, data };
}

/** What of the piece lies beside the canvas is left out. */
function place(piece: ImageData, data: Uint8ClampedArray, { width, height }: PixelSize, { x, y }: { x: number; y: number }): void {
  const [from, to] = [Math.max(0, -x), Math.min(piece.width, width - x)];
  if (to <= from) return;
  for (let row = Math.max(0, -y); row < Math.min(piece.height, height - y); row += 1) {
    const start = row * piece.width * 4;
    data.set(piece.data.subarray(start + from * 4, start + to * 4), ((y + row) * width + x + from) * 4);
  }
}

/** A message to oneself comes sooner than a timer, and after what came before it. */
function nextTurn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
