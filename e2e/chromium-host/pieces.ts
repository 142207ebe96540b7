// Runs on both sides: in Node, and (its types stripped) in the page's isolated world. So it imports only what is put before it in the same script.
import { decode, encode, fromBase64, toBase64 } from './codec.ts';

/** Chromium is several times faster with ten messages of 1 MB than with one of 10 MB, and nothing stands still meanwhile. */
const PIECE_LENGTH = 1 << 20;
/** Base64 of so many bytes is as long as that, and ends without padding. */
const PIECE_BYTES = (PIECE_LENGTH / 4) * 3;

/** A message cut into pieces, each made only when it is sent. Throws at once what can't be cloned. */
export function piecesOf(message: unknown): Generator<string, void> {
  const buffers: ArrayBuffer[] = [];
  const text = encode(message, buffers);
  return cut(text, buffers);
}

function* cut(text: string, buffers: readonly ArrayBuffer[]): Generator<string, void> {
  for (const buffer of buffers) {
    for (let start = 0; start < buffer.byteLength; start += PIECE_BYTES) {
      const bytes = new Uint8Array(buffer, start, Math.min(PIECE_BYTES, buffer.byteLength - start));
      yield (start + PIECE_BYTES < buffer.byteLength ? '#' : '=') + toBase64(bytes);
    }
  }
  for (let start = 0; start < text.length; start += PIECE_LENGTH) {
    yield (start + PIECE_LENGTH < text.length ? '+' : '.') + text.slice(start, start + PIECE_LENGTH);
  }
}

/** Takes the pieces of one message after another, and tells of each message that is complete. */
export function gatherPieces(tell: (message: unknown) => void): (piece: string) => void {
  let chunks: Uint8Array[] = [];
  let buffers: ArrayBuffer[] = [];
  let text = '';
  const takeBytes = (piece: string): void => {
    chunks.push(fromBase64(piece.slice(1)));
    if (piece.startsWith('#')) return;
    const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let start = 0;
    for (const chunk of chunks) {
      whole.set(chunk, start);
      start += chunk.length;
    }
    buffers.push(whole.buffer);
    chunks = [];
  };
  return (piece) => {
    if (piece.startsWith('#') || piece.startsWith('=')) {
      takeBytes(piece);
      return;
    }
    text += piece.slice(1);
    if (piece.startsWith('+')) return;
    const [complete, apart] = [text, buffers];
    [text, buffers] = ['', []];
    tell(decode(complete, apart));
  };
}
