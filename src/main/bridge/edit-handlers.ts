import { basename } from 'node:path';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import type { DroppedFile, Input } from '../../shared/input.ts';
import { pictureKindOf } from '../files/picture-file.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { CurrentLibrary } from '../current-library.ts';
import { choosePaths } from './choose-paths.ts';
import { readChosen, type InputDesk } from './input-handlers.ts';
import { saveAs, type SaveDesk } from './save-as.ts';
import { Submitting } from './submitting.ts';

interface EditDesk extends SaveDesk {
  readonly library: Pick<CurrentLibrary, 'ready' | 'ending'>;
  readonly jobs: Pick<Jobs, 'submit' | 'asking'>;
  readonly dialog: InputDesk['dialog'] & SaveDesk['dialog'];
}

/** The editor's questions. */
export function editHandlers(desk: EditDesk): BridgeHandlers['edits'] {
  const { library, words } = desk;
  const submitting = new Submitting(desk);
  const bring = async (given: { path: string } | DroppedFile) => (await library.ready()).edits.bring(given, words().language);
  return {
    bring,
    chooseAndBring: async () => {
      const path = await choosePicture(desk, words().choosePicture);
      return path === null ? null : bring({ path });
    },
    open: async (id) => (await library.ready()).edits.open(id),
    keepMask: (mask) => keepMask(desk, mask),
    keepDraft: async (begun) => {
      if (begun.mask && 'png' in begun.mask) checkPng(begun.mask.png);
      await (await library.ready()).drafts.keep(begun);
    },
    findDraft: async (picture) => (await library.ready()).drafts.find(picture),
    forgetDraft: async (picture) => (await library.ready()).drafts.forget(picture),
    exportMask: (mask) =>
      saveAs(desk, { title: words().exportMask, name: `${words().maskFile}.png`, kind: ['PNG', 'png'] }, () => checkedMask(mask)),
    chooseMask: async () => {
      const path = await choosePicture(desk, words().chooseMask);
      if (path === null) return null;
      return (await library.ready()).inputs.add({ name: basename(path), bytes: await readChosen(path) });
    },
    submit: ({ order, again }) => submitting.submit(order, again),
    judge: async (answer) => (await library.ready()).edits.judge(answer, library.ending),
    keep: async (wanted) => (await library.ready()).edits.keep(wanted),
    earlierMasks: async (size) => (await library.ready()).edits.earlierMasks(size),
  };
}

async function keepMask({ library }: EditDesk, mask: DroppedFile): Promise<Input> {
  return (await library.ready()).inputs.add({ ...mask, bytes: checkedMask(mask) });
}

function checkedMask({ bytes }: DroppedFile): Uint8Array<ArrayBuffer> {
  checkPng(bytes);
  return bytes;
}

function checkPng(bytes: Uint8Array): void {
  if (pictureKindOf(bytes) !== 'png') throw new Failure('invalid', 'The mask is no PNG.', { because: { why: 'mask-not-usable' } });
}

async function choosePicture({ dialog, window, words }: EditDesk, title: string): Promise<string | null> {
  const filters = [{ name: words().pictureFiles, extensions: ['png', 'jpg', 'jpeg', 'webp'] }];
  const [path] = await choosePaths({ dialog, window }, { title, properties: ['openFile'], filters });
  return path ?? null;
}
