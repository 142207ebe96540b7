import type { Edit } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import type { Inputs } from '../library/inputs.ts';
import type { Layout } from '../library/layout.ts';
import type { PictureIndex } from '../library/picture-index.ts';
import type { PictureRecord } from '../library/picture-record.ts';
import type { Places } from '../library/places.ts';
import { inputSource } from './input-source.ts';
import type { Given } from './thread/edit-work.ts';

interface AnswerParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly inputs: Inputs;
  readonly places: Places;
}

/** The record of a picture that is an answer to a masked edit, as it came. */
export type AnswerRecord = PictureRecord & { readonly edit: Edit };

/** The answers to masked edits among the pictures of the library, and the files that each is about. */
export class EditedAnswers {
  readonly #parts: AnswerParts;

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  /** Throws `not-found` for a picture that the library doesn't know, `invalid` for one that isn't such an answer. */
  async record(id: string): Promise<AnswerRecord> {
    const record = (await this.#parts.index.find(id))?.record;
    if (!record) throw new Failure('not-found', "The picture isn't in the library.", { because: { why: 'not-in-library' } });
    const { edit, composite } = record;
    if (!edit || composite) {
      throw new Failure('invalid', 'This picture is not the answer to an edit.', { because: { why: 'not-an-answer' } });
    }
    return { ...record, edit };
  }

  /** Everything that looking at an answer takes. Throws `not-found` where one of the files is gone. */
  async sources({ id, edit, references: [reference = ''], mask }: AnswerRecord): Promise<Given<'judge'>> {
    const { layout, places, inputs } = this.#parts;
    const answer = await places.locate(id);
    if (!answer) throw new Failure('not-found', "The answer's file isn't there.", { because: { why: 'file-gone' } });
    // Kept when it was opened; where that copy is gone, the picture itself may be there.
    const original = await inputs.fromPicture(edit.original);
    return {
      original: await inputSource(inputs, original.id),
      mask: await inputSource(inputs, edit.mask),
      sent: { reference: await inputSource(inputs, reference), mask: await inputSource(inputs, mask ?? '') },
      answer: { path: layout.absolute(answer.path), sha256: id },
      edit,
    };
  }
}
