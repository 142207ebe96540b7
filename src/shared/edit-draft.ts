import * as v from 'valibot';

import { editModes, Rectangle } from './edit.ts';
import { Sha256 } from './input.ts';

/** Of a mask as it is kept: far more than what a hand paints comes to. */
const maskMaxBytes = 32 * 1024 * 1024;

/** What stands beside the picture. More than may be sent: what is too long is shortened later, not lost. */
export const Asked = {
  prompt: v.pipe(v.string(), v.maxLength(1_000_000)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  mode: v.picklist(editModes),
  size: v.pipe(v.string(), v.maxLength(20)),
  references: v.pipe(v.array(Sha256), v.maxLength(64)),
};

/** A mask that was painted: its PNG as an input, and what it covers. */
export const PaintedMask = v.object({ id: Sha256, canvas: Rectangle });
export type PaintedMask = Readonly<v.InferOutput<typeof PaintedMask>>;

const MaskBytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ byteLength }) => byteLength <= maskMaxBytes, 'That mask is larger than 32 MB.'),
);

/** What is begun on a picture and isn't sent, as the page hands it over to be kept. */
export const BegunEdit = v.object({
  picture: Sha256,
  ...Asked,
  /** An input; or its PNG, while it is still being painted: what is given up again a moment later isn't to stay for ever. */
  mask: v.nullable(v.union([PaintedMask, v.object({ png: MaskBytes, canvas: Rectangle })])),
});
export type BegunEdit = Readonly<v.InferOutput<typeof BegunEdit>>;

/** What stood in the editor when a picture was left. */
export interface EditDraft extends Readonly<Omit<BegunEdit, 'picture' | 'mask' | 'references'>> {
  readonly references: readonly string[];
  readonly mask: PaintedMask | null;
}

/** What was kept of a picture when it was edited last. */
export interface KeptDraft {
  readonly draft: EditDraft;
  /** There was a mask, but it can't be read any more. */
  readonly isMaskLost: boolean;
}
