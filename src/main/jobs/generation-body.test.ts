import { expect, test } from 'vitest';

import type { Edit } from '../../shared/edit.ts';
import { generationBody } from './generation-body.ts';
import { sampleRequest } from './sample-job.ts';

test('what a masked edit was made from is not sent: the service gets the reference and the mask', () => {
  const [reference, mask, original, painted] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [string, string, string, string];
  const place = { left: 0, top: 0, width: 10, height: 10 };
  const edit: Edit = { mode: 'precise', original, mask: painted, canvas: place, crop: place, sent: { width: 10, height: 10 } };
  const links = new Map([
    [reference, 'https://files.example/reference.png'],
    [mask, 'https://files.example/mask.png'],
  ]);
  const body = generationBody(sampleRequest({ references: [reference], mask, size: '1024x1024', edit }), links);
  expect(body).toEqual({
    model: 'gpt-4o-image',
    prompt: 'a fox in the snow',
    n: 1,
    size: '1024x1024',
    image_urls: ['https://files.example/reference.png'],
    mask_url: 'https://files.example/mask.png',
  });
});
