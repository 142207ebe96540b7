import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import type { ExportOptions } from '../../shared/library.ts';
import type { PictureKind } from '../../shared/input.ts';
import { readPictureFacts } from '../files/picture-file.ts';
import { startRig } from '../jobs/test-rig.ts';
import { foundTexts } from '../library/importing/metadata/found-texts.ts';
import { told } from '../library/importing/metadata/restoring.ts';
import { delivered, originOf, temporaryFolder } from '../library/test-library.ts';
import { photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

const options = { naming: '{prompt}', quality: 90, metadata: 'embedded', as: 'files' } as const satisfies Partial<ExportOptions>;
const blend = { strength: 1, featherPx: 6 };

function says(bytes: Uint8Array) {
  const { kind } = readPictureFacts(bytes);
  return { ...told(bytes, kind), creatorTool: foundTexts(bytes, kind).xmp.creatorTool };
}

test.each(['png', 'jpeg', 'webp'] as const satisfies PictureKind[])(
  'an edit of what was exported as %s doesn’t say that it is what was exported',
  async (format) => {
    const editor = new TestEditor(await startRig({ resultKind: 'png' }));
    const { id } = await editor.library.keep(delivered(await photograph(size), 100_000), originOf({ prompt: 'a quiet "harbour" & boats' }));
    const to = await temporaryFolder();
    await editor.library.work.export({ task: 'out', options: { ...options, of: { ids: [id] }, format }, to });
    const [name = ''] = await readdir(to);
    const exported = await readFile(join(to, name));
    expect(says(exported)).toMatchObject({ embedded: { prompt: 'a quiet "harbour" & boats' } });

    const { id: original } = await editor.bring(exported);
    expect(original).not.toBe(id);
    const { picture } = await editor.questions.keep({ answer: await editor.answer(original), blend });
    const kept = await readFile(await editor.file(picture.id));
    expect(says(kept)).toMatchObject({ embedded: null, creatorTool: 'Afterglow' });
    expect(kept.includes('afterglow:record')).toBe(false);
  },
);
