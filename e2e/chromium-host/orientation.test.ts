import { afterAll, beforeAll, expect, test } from 'vitest';

import { orientationOf } from '../../src/main/files/orientation.ts';
import { lying, seen } from '../../src/main/files/test-lying.ts';
import { pictureKinds } from '../../src/shared/input.ts';
import { launch, type Running } from './fixtures/launch.ts';

let app: Running;
beforeAll(async () => {
  app = await launch();
  // The fixture's page shows only its own pictures.
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await app.page.reload();
});
afterAll(() => app.close());

const said = [[], [1], [2], [3], [4], [5], [6], [7], [8], [0], [9], [1, 6], [6, 1], [0, 6]];

/** What Chromium makes of each: as an element, and as the editor decodes it. */
function looks(files: readonly (readonly [type: string, bytes: readonly number[]])[]): Promise<string[][]> {
  return app.page.evaluate(async (given) => {
    const colour = ([red = 0, green = 0, blue = 0]: Uint8ClampedArray): string =>
      red > 128 ? (green > 128 ? 'W' : 'R') : green > 128 ? 'G' : blue > 128 ? 'B' : '?';
    const look = (picture: CanvasImageSource, width: number, height: number): string => {
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(picture, 0, 0);
      const at = (x: number, y: number): string => colour(context?.getImageData(x, y, 1, 1).data ?? new Uint8ClampedArray());
      return `${width}x${height} ${at(3, 3)}${at(width - 4, 3)}${at(3, height - 4)}${at(width - 4, height - 4)}`;
    };
    const found: string[][] = [];
    for (const [type, bytes] of given) {
      const blob = new Blob([Uint8Array.from(bytes)], { type });
      const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
      const element = document.body.appendChild(new Image());
      element.src = `data:${type};base64,${new Uint8Array(bytes).toBase64()}`;
      await element.decode();
      found.push([look(element, element.naturalWidth, element.naturalHeight), look(bitmap, bitmap.width, bitmap.height)]);
    }
    return found;
  }, files);
}

test.each(pictureKinds)('a %s is turned as Chromium turns it, whatever its Exif says', async (kind) => {
  const files = await Promise.all(said.map((orientations) => lying(kind, ...orientations)));
  const expected = files.map((file) => seen[orientationOf(file, kind)]);
  expect(await looks(files.map((file) => [`image/${kind}`, [...file]]))).toEqual(expected.map((one) => [one, one]));
});
