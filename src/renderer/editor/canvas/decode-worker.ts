import { decoded, type FromDecoder, type ToDecoder } from './decoding.ts';
import { levelSizes, pieceBoxes, type Piece } from './picture-levels.ts';

// Decoding itself happens beside every thread, but scaling doesn't: here it holds up nobody.
self.onmessage = ({ data }: MessageEvent<ToDecoder>): void => {
  decode(data.address).catch((error: unknown) => tell({ what: 'failed', why: String(error) }, []));
};

async function decode(address: string): Promise<void> {
  const full = await decoded(address);
  const levels = [full];
  for (const { width, height } of levelSizes(full).slice(1)) {
    const before = levels.at(-1) ?? full;
    levels.push(await createImageBitmap(before, { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' }));
  }
  for (const level of levels.toReversed()) await hand(level, level === full);
}

async function hand(level: ImageBitmap, isFull: boolean): Promise<void> {
  const { width, height } = level;
  const pieces: Piece[] = [];
  for (const box of pieceBoxes(level)) {
    pieces.push({ left: box.left, top: box.top, pixels: await createImageBitmap(level, box.left, box.top, box.width, box.height) });
  }
  level.close();
  const message: FromDecoder = { what: 'level', level: { width, height, pieces }, isFull };
  tell(
    message,
    pieces.map(({ pixels }) => pixels),
  );
}

function tell(message: FromDecoder, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}
