import { describe, expect, test } from 'vitest';

import { exifBlock, jpegWith, pngWith, tEXt, webpWith } from '../test-foreign.ts';
import { comfyUi } from './comfy-ui.ts';
import { told } from './restoring.ts';

const node = (type: string, inputs: object) => ({ class_type: type, inputs });
const loader = node('CheckpointLoaderSimple', { ckpt_name: 'sdxl/base.safetensors' });
const negative = node('CLIPTextEncode', { text: 'ugly', clip: ['4', 1] });
const simple = {
  '3': node('KSampler', { seed: 1, model: ['4', 0], positive: ['6', 0], negative: ['7', 0] }),
  '4': loader,
  '6': node('CLIPTextEncode', { text: 'a castle in the fog', clip: ['4', 1] }),
  '7': negative,
};
const castle = { prompt: 'a castle in the fog', model: 'base', software: 'ComfyUI' };
const promptOf = (graph: object) => comfyUi(graph as Readonly<Record<string, unknown>>, null)?.prompt;

describe('the prompt of a ComfyUI graph', () => {
  test('is what the sampler is given, in PNG, and in Exif of the others', async () => {
    const text = JSON.stringify(simple);
    expect(told(await pngWith([tEXt('prompt', text)]), 'png')).toMatchObject(castle);
    const exif = exifBlock({ texts: { 0x0110: `prompt:${text}`, 0x010f: 'workflow:{}' } });
    expect(told(await webpWith({ exif }), 'webp')).toMatchObject(castle);
    expect(told(await jpegWith({ exif: exifBlock({ texts: { 0x010e: `Prompt:${text}` } }) }), 'jpeg')).toMatchObject(castle);
  });

  test("is read although Python's NaN stands beside it", async () => {
    const text = JSON.stringify({ ...simple, 9: { class_type: 'Any', inputs: {}, is_changed: [null] } }).replace('[null]', '[NaN]');
    expect(told(await pngWith([tEXt('prompt', text)]), 'png')).toMatchObject(castle);
  });

  test('is followed through nodes that change conditionings, and never to the negative one', () => {
    const graph = {
      ...simple,
      '3': node('KSamplerAdvanced', { positive: ['10', 0], negative: ['10', 1] }),
      '10': node('ControlNetApplyAdvanced', { positive: ['11', 0], negative: ['7', 0] }),
      '11': node('ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['12', 0] }),
      '12': node('FluxGuidance', { guidance: 3.5, conditioning: ['13', 0] }),
      '13': node('CLIPTextEncodeSDXL', { text_g: 'at night', text_l: 'at night' }),
    };
    expect(promptOf(graph)).toBe('a castle in the fog\nat night');
  });

  test('is put together where strings are', () => {
    const graph = {
      ...simple,
      '6': node('CLIPTextEncode', { text: ['20', 0] }),
      '20': node('StringConcatenate', { string_a: ['21', 0], string_b: ['22', 0], delimiter: ', ' }),
      '21': node('PrimitiveString', { value: 'a castle' }),
      '22': node('Reroute', { '': ['23', 0] }),
      '23': node('ShowText|pysssss', { text: ['24', 0] }),
      '24': node('Text Multiline', { text: 'in the fog' }),
    };
    expect(promptOf(graph)).toBe('a castle, in the fog');
  });

  test('is found behind a guider', () => {
    const graph = {
      '1': node('SamplerCustomAdvanced', { noise: ['2', 0], guider: ['3', 0] }),
      '3': node('BasicGuider', { conditioning: ['6', 0] }),
      '6': simple['6'],
    };
    expect(promptOf(graph)).toBe('a castle in the fog');
  });

  test('is found on the canvas when the graph that was run is missing', async () => {
    const workflow = {
      nodes: [
        {
          id: 3,
          type: 'KSampler',
          inputs: [
            { name: 'positive', link: 1 },
            { name: 'negative', link: 2 },
          ],
          widgets_values: [1, 'fixed'],
        },
        { id: 4, type: 'CheckpointLoaderSimple', widgets_values: ['base.ckpt'] },
        { id: 6, type: 'CLIPTextEncode', inputs: [{ name: 'clip', link: null }], widgets_values: ['a castle in the fog'] },
        { id: 7, type: 'CLIPTextEncode', widgets_values: ['ugly'] },
      ],
      links: [
        [1, 6, 0, 3, 1, 'CONDITIONING'],
        [2, 7, 0, 3, 2, 'CONDITIONING'],
      ],
    };
    expect(told(await pngWith([tEXt('workflow', JSON.stringify(workflow))]), 'png')).toMatchObject(castle);
  });

  test('ends where a graph runs in a circle, and is none where there is nothing to be found', () => {
    const circle = {
      '1': node('KSampler', { positive: ['2', 0] }),
      '2': node('ConditioningConcat', { conditioning_to: ['2', 0], conditioning_from: ['1', 0] }),
    };
    expect(promptOf(circle)).toBe('');
    expect(comfyUi({}, null)).toBeNull();
    expect(comfyUi({ '1': 'x', '2': { class_type: 'KSampler', inputs: { positive: ['__proto__', 0] } } }, null)?.prompt).toBe('');
  });

  test('of ten thousand nodes in a row is looked for in vain', () => {
    const chain = Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [String(at), node('Reroute', { '': [String(at + 1), 0] })]));
    expect(promptOf({ ...chain, s: node('KSampler', { positive: ['0', 0] }), 4000: simple['6'] })).toBe('');
  });
});
