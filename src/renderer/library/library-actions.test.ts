import { beforeEach, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { Draft } from '../create/draft.svelte.ts';
import { References } from '../create/references.svelte.ts';
import { Language } from '../i18n/language.svelte.ts';
import { Notices } from '../notices.svelte.ts';
import { Router } from '../router.svelte.ts';
import { modelFor } from '../../shared/model.ts';
import { LibraryActions } from './library-actions.ts';
import { LibraryStore } from './library-store.svelte.ts';
import { damaged, testOutside } from './test-library-store.ts';

/** A file as the system hands it over, named by its path, and how its path is found out: bytes that lie nowhere have none. */
const fileAt = (path: string): File => new File(['x'], path);
const pathOf = ({ name }: File): string => (name.startsWith('/') ? name : '');

const english = new Language(() => 'en', 'en');

function studio() {
  const outside = testOutside(serve);
  const library = new LibraryStore(outside.client.library);
  library.listen();
  const notices = new Notices();
  const draft = new Draft(outside.client.draft, new References(outside.client.inputs, () => modelFor('')));
  const router = new Router();
  const actions = new LibraryActions({ bridge: outside.client, library, notices, language: english, draft, router });
  return { ...outside, library, notices, router, actions, said: () => notices.all.map(({ text }) => text) };
}

let at: ReturnType<typeof studio>;
beforeEach(() => {
  at = studio();
});

test('an import tells how many came, how many brought their prompt, and how many were here already', async () => {
  const duplicate = { ...damaged, why: 'duplicate' } as const;
  at.state.imported = { imported: 1200, duplicates: 1, withPrompt: 3, picture: null, problems: [duplicate] };
  await at.actions.takeIn([fileAt('/x')], pathOf);
  expect(at.asked.imported).toEqual([['/x']]);
  expect(at.said()).toEqual(['1,200 pictures added. 3 brought their prompts. 1 was here already.']);
  expect(at.notices.all[0]?.action).toBeUndefined();
});

test('from what could not be used a notice leads to the report', async () => {
  at.state.imported = { imported: 0, duplicates: 0, withPrompt: 0, picture: null, problems: [damaged] };
  await at.actions.chooseImport('folder');
  expect(at.said()).toEqual(['0 pictures added. 1 could not be used.']);
  at.notices.all[0]?.action?.run();
  expect(at.library).toMatchObject({ isReportOpen: true, report: { what: 'import', report: { problems: [damaged] } } });
  at.library.closeReport();
  expect(at.library.isReportOpen).toBe(false);
});

test('one picture that came in, or was here already, can be edited from its notice', async () => {
  at.state.imported = { imported: 1, duplicates: 0, withPrompt: 0, picture: 'a'.repeat(64), problems: [] };
  await at.actions.takeIn([fileAt('/x')], pathOf);
  expect(at.notices.all[0]).toMatchObject({ text: '1 picture added.', action: { label: 'Edit' } });
  at.notices.all[0]?.action?.run();
  expect(at.router.edited).toEqual({ what: 'picture', id: 'a'.repeat(64) });
});

test('pictures that lie nowhere come with their bytes; what is none of them keeps no other out', async () => {
  await at.actions.takeIn([fileAt('image.png')], pathOf);
  expect(at.notices.all[0]).toMatchObject({ text: 'The picture is in your library.', action: { label: 'Edit' } });
  await at.actions.takeIn(['/y', 'none.txt', 'image.png'].map(fileAt), pathOf);
  expect(at.asked.brought).toEqual(['image.png', '/y', 'none.txt', 'image.png']);
  expect(at.said().slice(1)).toEqual([expect.stringContaining('isn’t a picture'), '2 pictures are in your library.']);
  expect(at.notices.all.at(-1)?.action).toBeUndefined();
});

test('nothing is said when the person changed their mind, and what is no file is refused with a sentence', async () => {
  at.state.imported = null;
  await at.actions.chooseImport('files');
  expect(at.said()).toEqual([]);
  await at.actions.takeIn([], pathOf);
  expect(at.said()).toEqual(['Only files and folders on this computer can be added.']);
  expect(at.asked.imported).toEqual([]);
});

test('what was called off says that it was, once', async () => {
  at.tell({});
  await at.library.cancel({ id: 'one', what: 'import', done: 1, total: 9, state: 'running', failure: null });
  for (let times = 0; times < 2; times++) await at.actions.takeIn([fileAt('/x')], pathOf);
  expect(at.said()).toEqual(['Stopped. 2 pictures added.', '2 pictures added.']);
});

test('an export writes the pictures that the dialog was open for, as was chosen, and is remembered', async () => {
  const choice = { ...at.library.choice, naming: '{id}', as: 'zip' } as const;
  at.library.askHowToExport({ ids: ['a'.repeat(64), 'b'.repeat(64)] });
  at.state.problems = [damaged];
  await at.actions.export(choice);
  expect(at.asked.exported).toEqual([{ ...choice, of: { ids: ['a'.repeat(64), 'b'.repeat(64)] } }]);
  expect(at.library).toMatchObject({ isExportOpen: false, choice });
  expect(at.said()).toEqual(['2 pictures exported. 1 could not be used.']);
});

test('a check says whether all is well, and leads to what isn’t', async () => {
  await at.actions.verify();
  at.state.problems = [damaged];
  await at.actions.rebuild();
  expect(at.said()).toEqual(['3 pictures checked. All is well.', 'The index is new: 3 pictures. 1 problem found.']);
  at.notices.all[1]?.action?.run();
  expect(at.library.report?.what).toBe('rebuild');
});

test('copies that were found are shown; of a group everything but the first is one', async () => {
  await at.actions.findDuplicates();
  expect(at.said()).toEqual(['No picture lies here twice.']);
  const group = { id: 'a'.repeat(64), paths: ['own.png', 'copy.png', 'more/copy.png'] };
  at.state.groups = [group];
  await at.actions.findDuplicates();
  expect(at.library).toMatchObject({ isReportOpen: true, report: { what: 'duplicates', groups: [group] } });
  await at.actions.removeCopies(LibraryActions.copiesOf(group));
  expect(at.asked.removed).toEqual([['copy.png', 'more/copy.png']]);
  expect(at.said().at(-1)).toBe('2 copies are in the system’s trash.');
});

test('a move says where the library is now', async () => {
  await at.actions.move();
  expect(at.said()).toEqual(['The library is in /new now.']);
});
