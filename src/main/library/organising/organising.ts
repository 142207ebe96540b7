import type { Staging } from '../../files/durable-file.ts';
import type { Layout } from '../layout.ts';
import type { MarkFiles } from '../marks/mark-files.ts';
import { Marking } from '../marks/marking.ts';
import type { OnStep } from '../on-step.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Places } from '../places.ts';
import type { Tasks } from '../tasks.ts';
import type { Trash } from '../trash/trash.ts';
import type { OnSetAside } from '../versioned-file.ts';
import type { Change } from './change.ts';
import { CollectionsFile } from './collections-file.ts';
import { Collections } from './collections.ts';
import { Decisions } from './decisions.ts';
import { Deleting } from './deleting.ts';
import { PictureTurns } from './picture-turns.ts';
import { Searches } from './searches.ts';
import { Trashing } from './trashing.ts';
import { UndoLog } from './undo-log.ts';

interface OrganisingParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly index: PictureIndex;
  readonly marks: MarkFiles;
  readonly trash: Trash;
  readonly places: Places;
  readonly tasks: Tasks;
  readonly change: Change;
  readonly onSetAside: OnSetAside;
  readonly onStep: OnStep;
  readonly now: () => number;
}

/** What a person does with pictures. The disk first, the index after: what the index lost, the disk still tells. */
export class Organising {
  readonly undoLog = new UndoLog();
  readonly decisions: Decisions;
  readonly trashing: Trashing;
  readonly deleting: Deleting;
  readonly collections: Collections;
  readonly searches: Searches;

  constructor({ staging, marks, onSetAside, now, ...parts }: OrganisingParts) {
    const { layout, index, change, onStep } = parts;
    const marking = new Marking({ files: marks, index, onStep });
    const file = new CollectionsFile(layout.collections, staging, onSetAside);
    const shared = { ...parts, marking, undoLog: this.undoLog, turns: new PictureTurns(parts) };
    this.searches = new Searches(layout.searches, staging, change, onSetAside);
    this.decisions = new Decisions({ ...shared, collections: file, searches: this.searches });
    this.trashing = new Trashing({ ...shared, now });
    this.deleting = new Deleting(shared);
    this.collections = new Collections({ ...shared, file });
  }
}
