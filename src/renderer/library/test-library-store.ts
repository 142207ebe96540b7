import { Failure } from '../../shared/failure.ts';
import type { DuplicateGroup, ExportOptions, FileProblem, ImportReport, KnownLibrary, LibraryTask } from '../../shared/library.ts';
import type { Picture } from '../../shared/picture.ts';
import { loopback, type Serve } from '../bridge/loopback.ts';

export const damaged: FileProblem = { file: 'a/b.png', why: 'damaged', detail: 'The end is missing.' };

/** The library behind the bridge, as far as its ways in and out go. */
export function testOutside(serve: Serve) {
  const state = {
    imported: { imported: 2, duplicates: 0, withPrompt: 0, picture: null, problems: [] } as ImportReport | null,
    groups: [] as readonly DuplicateGroup[],
    known: [{ folder: '/a', name: 'a', isOpen: true, isThere: true }] as readonly KnownLibrary[],
    problems: [] as readonly FileProblem[],
    isThere: true,
  };
  const asked: {
    imported: (readonly string[])[];
    exported: ExportOptions[];
    cancelled: string[];
    brought: string[];
    removed: (readonly string[])[];
  } = {
    ...{ imported: [], exported: [], cancelled: [], brought: [], removed: [] },
  };
  const facts = { folder: '/a', pictures: 3, trashed: 0, missing: 0, damaged: 0, bytes: 300 };
  const { client, announce } = loopback(serve, {
    library: {
      import: (paths) => {
        asked.imported.push(paths);
        return state.imported ?? nothing();
      },
      chooseImport: () => state.imported,
      export: (options) => {
        asked.exported.push(options);
        return { written: 2, to: '/somewhere', problems: state.problems };
      },
      verify: () => ({ checked: 3, problems: state.problems }),
      rebuild: () => ({ checked: 3, problems: state.problems }),
      duplicates: () => state.groups,
      removeCopies: (paths) => {
        asked.removed.push(paths);
        return paths.length;
      },
      cancel: (task) => void asked.cancelled.push(task),
      facts: () => (state.isThere ? facts : nothing()),
      known: () => state.known,
      move: () => ({ ...facts, folder: '/new' }),
      forget: (folder) => void (state.known = state.known.filter((one) => one.folder !== folder)),
    },
    draft: { save: () => undefined },
    edits: {
      bring: (given) => {
        const name = 'path' in given ? given.path : given.name;
        asked.brought.push(name);
        if (name.endsWith('.txt')) throw new Failure('bad-picture', 'Text.');
        return { id: 'b'.repeat(64) } as Picture;
      },
    },
  });
  const tell = (task: Partial<LibraryTask>): void =>
    announce('library.task', { id: 'one', what: 'import', done: 0, total: null, state: 'running', failure: null, ...task });
  return { client, state, asked, tell };
}

function nothing(): never {
  throw new Failure('library-unavailable', 'The folder is gone.');
}
