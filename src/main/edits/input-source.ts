import { Failure } from '../../shared/failure.ts';
import type { Inputs } from '../library/inputs.ts';
import type { PictureSource } from './thread/edit-work.ts';

/** Where the thread finds an input. Throws `not-found` when it is gone. */
export async function inputSource(inputs: Pick<Inputs, 'pathOf'>, id: string): Promise<PictureSource> {
  const file = await inputs.pathOf(id);
  if (!file) {
    throw new Failure('not-found', 'What this edit is made from is gone from the library folder.', { because: { why: 'source-gone' } });
  }
  return { path: file.path, sha256: id };
}
