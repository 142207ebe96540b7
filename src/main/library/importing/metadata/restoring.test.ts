import { describe, expect, test } from 'vitest';

import { embeddedKeyword, embeddedText, embeddedXmp, xmpKeyword, type EmbeddedRecord } from '../../embedded-record.ts';
import { exifBlock, iTXt, jpegWith, pngWith, tEXt, webpWith, zTXt } from '../test-foreign.ts';
import { told } from './restoring.ts';

const embedded: EmbeddedRecord = {
  ...{ version: 1, prompt: '夜晚的港口 & "lights" <b>\n2nd line', revisedPrompt: 'a harbour', model: 'gpt-4o-image', size: '3:2' },
  ...{ createdAt: 1_763_800_000_000, practice: false },
};
const parameters = `masterpiece, a café by the sea
second line
Negative prompt: blurry, low quality
Steps: 28, Sampler: DPM++ 2M, CFG scale: 7, Seed: 1, Size: 512x768, Model hash: abc, Model: "dream, shaper", Version: v1.9.4`;
const webUi = { prompt: 'masterpiece, a café by the sea\nsecond line', model: 'dream, shaper', software: 'Stable Diffusion web UI' };

function unicode(text: string, order: 'be' | 'le'): Buffer {
  const little = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from('UNICODE\0'), order === 'le' ? little : little.swap16()]);
}

describe('what Afterglow exported', () => {
  test('comes back whole from a PNG', async () => {
    const png = await pngWith([iTXt(embeddedKeyword, embeddedText(embedded)), iTXt(xmpKeyword, embeddedXmp(embedded))]);
    expect(told(png, 'png')).toMatchObject({ ...embedded, embedded, software: 'Afterglow' });
  });

  test('comes back whole from a JPEG and a WebP', async () => {
    const xmp = embeddedXmp(embedded);
    expect(told(await jpegWith({ xmp }), 'jpeg')).toMatchObject({ embedded });
    expect(told(await webpWith({ xmp }), 'webp')).toMatchObject({ embedded });
  });

  test('comes back as far as there is room for it', async () => {
    const xmp = embeddedXmp({ ...embedded, prompt: '港口"'.repeat(30_000) });
    expect(Buffer.byteLength(xmp)).toBeLessThan(65_000);
    const found = told(await jpegWith({ xmp }), 'jpeg');
    expect(found).toMatchObject({ embedded: null, software: 'Afterglow' });
    expect(found.prompt.slice(0, 3000)).toBe('港口"'.repeat(1000));
  });

  test('of a version to come is read as far as others can read it', async () => {
    const png = await pngWith([iTXt(embeddedKeyword, JSON.stringify({ ...embedded, version: 2 })), tEXt('Description', 'a harbour')]);
    expect(told(png, 'png')).toMatchObject({ embedded: null, prompt: 'a harbour' });
  });
});

describe('the parameters of the web UI', () => {
  test.each([
    ['tEXt in Latin-1', tEXt('parameters', parameters)],
    ['tEXt in UTF-8', tEXt('parameters', parameters, 'utf8')],
    ['zTXt', zTXt('parameters', parameters)],
    ['iTXt', iTXt('parameters', parameters)],
    ['compressed iTXt', iTXt('parameters', parameters, true)],
  ])('are read from %s', async (_, text) => {
    expect(told(await pngWith([text]), 'png')).toMatchObject(webUi);
  });

  test.each(['II', 'MM'] as const)('are read from a comment in UTF-16 of either order in an %s block', async (order) => {
    for (const bytes of [unicode(parameters, 'be'), unicode(parameters, 'le'), unicode(`\ufeff${parameters}`, 'be')]) {
      const exif = exifBlock({ order, userComment: bytes });
      expect(told(await jpegWith({ exif }), 'jpeg')).toMatchObject(webUi);
      expect(told(await webpWith({ exif }), 'webp')).toMatchObject(webUi);
    }
  });

  test('are read from a comment that says ASCII, JIS or nothing', async () => {
    const japanese = 'Steps: 20, Model: x';
    for (const code of ['ASCII\0\0\0', '\0\0\0\0\0\0\0\0', '']) {
      const exif = exifBlock({ userComment: Buffer.from(`${code}${parameters}`) });
      expect(told(await jpegWith({ exif }), 'jpeg')).toMatchObject(webUi);
    }
    // "Nihon" in ISO-2022-JP.
    const jis = Buffer.concat([Buffer.from('JIS\0\0\0\0\0\x1b$BF|K\\\x1b(B\n', 'latin1'), Buffer.from(japanese)]);
    expect(told(await jpegWith({ exif: exifBlock({ userComment: jis }) }), 'jpeg')).toMatchObject({ prompt: '日本', model: 'x' });
  });

  test('tell which program wrote them', async () => {
    for (const [version, software] of [
      ['Version: f2.0.1v1.10', 'Stable Diffusion WebUI Forge'],
      ['Version: ComfyUI', 'ComfyUI'],
      ['App: SD.Next', 'SD.Next'],
    ]) {
      expect(told(await pngWith([tEXt('parameters', `a cat\nSteps: 4, ${version}`)]), 'png')).toMatchObject({ prompt: 'a cat', software });
    }
  });

  test('may be JSON', async () => {
    const fooocus = JSON.stringify({ prompt: 'a cat', base_model: 'juggernaut', version: 'Fooocus v2.5' });
    const swarm = JSON.stringify({ sui_image_params: { prompt: 'a dog', model: 'flux' } });
    expect(told(await pngWith([tEXt('parameters', fooocus)]), 'png')).toMatchObject({
      prompt: 'a cat',
      model: 'juggernaut',
      software: 'Fooocus v2.5',
    });
    expect(told(await pngWith([tEXt('parameters', swarm)]), 'png')).toMatchObject({ prompt: 'a dog', model: 'flux', software: 'SwarmUI' });
  });

  test('may be a prompt alone, or have none', async () => {
    expect(told(await pngWith([tEXt('parameters', 'only a prompt')]), 'png')).toMatchObject({ prompt: 'only a prompt' });
    expect(told(await pngWith([tEXt('parameters', 'Steps: 20, Model: m')]), 'png')).toMatchObject({ prompt: '', model: 'm' });
  });
});

describe('what InvokeAI wrote', () => {
  test.each([
    ['invokeai_metadata', JSON.stringify({ positive_prompt: 'a fox', negative_prompt: 'dog', model: { name: 'sdxl' } }), 'sdxl'],
    ['sd-metadata', JSON.stringify({ model_weights: 'sd-1.5', image: { prompt: [{ prompt: 'a fox', weight: 1 }] } }), 'sd-1.5'],
    ['Dream', '"a fox" -s 50 -W 512 -S 42', ''],
  ])('is read from %s', async (keyword, text, model) => {
    expect(told(await pngWith([tEXt(keyword, text)]), 'png')).toMatchObject({ prompt: 'a fox', model, software: 'InvokeAI' });
  });
});

describe('a description', () => {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:xap='http://ns.adobe.com/xap/1.0/' xap:CreatorTool="Paint &amp; Co &gt; 3">
    <!-- <d:description>no</d:description> --><d:description><rdf:Alt><rdf:li> </rdf:li><rdf:li>&#20320;&#x597d; <![CDATA[<you>]]></rdf:li></rdf:Alt></d:description>
    </rdf:Description></rdf:RDF></x:xmpmeta>`;

  test('is read from XMP, whatever its prefixes', async () => {
    const expected = { prompt: '你好 <you>', software: 'Paint & Co > 3' };
    expect(told(await pngWith([iTXt(xmpKeyword, xmp)]), 'png')).toMatchObject(expected);
    expect(told(await jpegWith({ xmp }), 'jpeg')).toMatchObject(expected);
    expect(told(await webpWith({ xmp }), 'webp')).toMatchObject(expected);
  });

  test('is not read from XMP that declares entities', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${xmp}`;
    expect(told(await jpegWith({ xmp: bomb }), 'jpeg')).toMatchObject({ prompt: '' });
  });

  test('is read from Exif, PNG keywords and JPEG comments', async () => {
    const exif = exifBlock({ texts: { 0x010e: 'a lighthouse', 0x0131: 'Krita' } });
    expect(told(await jpegWith({ exif }), 'jpeg')).toMatchObject({ prompt: 'a lighthouse', software: 'Krita' });
    expect(told(await jpegWith({ comment: 'a pier' }), 'jpeg')).toMatchObject({ prompt: 'a pier' });
    const png = await pngWith([tEXt('Title', 'NovelAI generated image'), tEXt('Description', 'a girl'), tEXt('Software', 'NovelAI')]);
    expect(told(png, 'png')).toMatchObject({ prompt: 'a girl', software: 'NovelAI' });
    expect(told(await pngWith([tEXt('Title', 'my title')]), 'png')).toMatchObject({ prompt: 'my title' });
  });

  test('is none when a camera writes it into every picture', async () => {
    for (const nothing of ['OLYMPUS DIGITAL CAMERA', 'SONY DSC', ' ', 'Created with GIMP']) {
      expect(told(await jpegWith({ comment: nothing, exif: exifBlock({ texts: { 0x010e: nothing } }) }), 'jpeg').prompt).toBe('');
    }
  });
});

test('the time of a photograph is its own clock, or the zone that it names', async () => {
  const local = await jpegWith({ exif: exifBlock({ takenAt: '2019:07:14 18:30:05' }) });
  expect(told(local, 'jpeg').createdAt).toBe(new Date(2019, 6, 14, 18, 30, 5).getTime());
  const zoned = await jpegWith({ exif: exifBlock({ order: 'II', takenAt: '2019:07:14 18:30:05', offset: '+09:00' }) });
  expect(told(zoned, 'jpeg').createdAt).toBe(Date.UTC(2019, 6, 14, 9, 30, 5));
  const blank = await jpegWith({ exif: exifBlock({ takenAt: '0000:00:00 00:00:00' }) });
  expect(told(blank, 'jpeg').createdAt).toBeNull();
});
