import sharp from 'sharp';

/** A file like a photograph: soft areas, edges and grain. JPEG unless the path ends in png. */
export async function makePhoto(file: string, width: number, height: number): Promise<string> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 600 400" preserveAspectRatio="none">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#3b6ea8"/><stop offset="1" stop-color="#e8c9a0"/></linearGradient></defs>
    <rect width="600" height="400" fill="url(#sky)"/><circle cx="430" cy="110" r="46" fill="#f4e3b2"/>
    <path d="M0 300L120 190L210 270L330 150L470 290L600 220V400H0Z" fill="#4a5d4e"/>
    <path d="M0 350Q150 310 300 350T600 340V400H0Z" fill="#2c3a36"/></svg>`;
  const grain = await sharp({
    create: { width: 1024, height: 1024, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 14 } },
  })
    .png()
    .toBuffer();
  const picture = sharp(Buffer.from(drawing), { limitInputPixels: false, unlimited: true }).composite([
    { input: grain, tile: true, blend: 'soft-light' },
  ]);
  await (file.endsWith('png') ? picture.removeAlpha().png({ compressionLevel: 1 }) : picture.jpeg({ quality: 90 })).toFile(file);
  return file;
}
