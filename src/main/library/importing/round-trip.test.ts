import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { ExportOptions } from '../../../shared/library.ts';
import { delivered, draw, openLibrary, originOf, temporaryFolder } from '../test-library.ts';
import { detailsOfAll, importInto } from './test-importing.ts';

const options = { naming: '{prompt}', quality: 80, metadata: 'embedded', as: 'files' } as const satisfies Partial<ExportOptions>;

test.each(['original', 'png', 'jpeg', 'webp'] as const)('what was exported as %s brings back what made it', async (format) => {
  const from = await openLibrary();
  const origin = originOf({ prompt: '夜晚的港口 & "lights" <b>', revisedPrompt: 'A harbour at night', practice: true, size: '3:2' });
  const { id } = await from.keep(delivered(await draw()), origin);
  const folder = await temporaryFolder();
  await from.work.export({ task: 'out', options: { ...options, of: { ids: [id] }, format }, to: folder });
  const to = await openLibrary();
  expect(await importInto(to, folder)).toMatchObject({ imported: 1, withPrompt: 1, problems: [] });
  const [picture] = await detailsOfAll(to);
  const { prompt, revisedPrompt, practice, size, model, createdAt } = origin;
  expect(picture).toMatchObject({
    ...{ prompt, revisedPrompt, practice, size, model, createdAt, source: 'import', taskId: '' },
    imported: { software: 'Afterglow' },
  });
  const [name = ''] = await readdir(folder);
  expect(await readFile(join(to.folder, picture?.path ?? ''))).toEqual(await readFile(join(folder, name)));
});
