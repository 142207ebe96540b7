import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Inputs } from '../library/inputs.ts';

/**
 * Throws `not-found` where an answer to a masked edit could never be laid over its original, since the mask or the original is
 * gone. To be asked before anything is paid for. An original that is still a picture of the library is copied from there anew.
 */
export async function ensureKeepable(
  { edit }: Pick<GenerationRequest, 'edit'>,
  inputs: Pick<Inputs, 'describe' | 'fromPicture'>,
): Promise<void> {
  if (!edit) return;
  const [mask] = await inputs.describe([edit.mask]);
  if (!mask) throw gone('What was painted for this edit', 'Open the picture in the editor and paint it anew.');
  try {
    await inputs.fromPicture(edit.original);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'not-found') throw cause;
    throw gone('The picture that this edit is of', 'Put its file back into the library folder, or edit another picture.', cause);
  }
}

function gone(what: string, remedy: string, cause?: Failure): Failure {
  const why = 'so no answer could be laid over the picture';
  const because = { why: cause ? 'unkeepable-original-gone' : 'unkeepable-mask-gone' } as const;
  return new Failure('not-found', `${what} is gone from the library folder, ${why}. Nothing was sent or charged. ${remedy}`, {
    cause,
    because,
  });
}
