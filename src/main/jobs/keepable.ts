import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Inputs } from '../library/inputs.ts';

/**
 * Throws `not-found` where an answer to a masked edit could never be laid over its original, since that, its mask, or what was
 * made of the two to be sent is gone: by that an answer is registered, however long ago it was uploaded. To be asked before
 * anything is paid for. An original that is still a picture of the library is copied from there anew.
 */
export async function ensureKeepable(
  { edit, references, mask }: Pick<GenerationRequest, 'edit' | 'references' | 'mask'>,
  inputs: Pick<Inputs, 'describe' | 'fromPicture'>,
): Promise<void> {
  if (!edit) return;
  const needed = [edit.mask, ...references, ...(mask === null ? [] : [mask])];
  const there = new Set((await inputs.describe(needed)).map(({ id }) => id));
  if (!there.has(edit.mask)) {
    throw gone('What was painted for this edit', 'Open the picture in the editor and paint it anew.', {
      because: { why: 'unkeepable-mask-gone' },
    });
  }
  if (!needed.every((id) => there.has(id))) {
    throw gone('What is sent for this edit', 'Open the picture in the editor and ask for it anew.', {
      because: { why: 'unkeepable-sent-gone' },
    });
  }
  try {
    await inputs.fromPicture(edit.original);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'not-found') throw cause;
    throw gone('The picture that this edit is of', 'Put its file back into the library folder, or edit another picture.', {
      cause,
      because: { why: 'unkeepable-original-gone' },
    });
  }
}

function gone(what: string, remedy: string, options: ConstructorParameters<typeof Failure>[2]): Failure {
  const why = 'so no answer could be laid over the picture';
  return new Failure('not-found', `${what} is gone from the library folder, ${why}. Nothing was sent or charged. ${remedy}`, options);
}
