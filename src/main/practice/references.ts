import sharp from 'sharp';

import { Refusal } from './answers.ts';
import type { CheckedRequest } from './generation-rules.ts';
import { pictureKind } from './picture-kind.ts';

/** The pictures that a request points to, fetched. */
export interface FetchedInputs {
  readonly references: readonly Buffer[];
  readonly mask: Buffer | undefined;
}

/** Something wrong that only the pictures show. As a task it fails with `taskCode`. */
export class InputProblem extends Refusal {
  readonly taskCode: 'image_processing_error' | 'image_dimension_mismatch';

  constructor(message: string, param: string, taskCode: InputProblem['taskCode'] = 'image_processing_error') {
    super(400, 'invalid_request', message, { param });
    this.taskCode = taskCode;
  }
}

interface Fetched {
  readonly bytes: Buffer;
  readonly kind: string;
  readonly width: number;
  readonly height: number;
}

/** Fetches references and mask and checks the rules that their bytes must keep. Throws an InputProblem. */
export async function fetchInputs(request: CheckedRequest, fetchOwn: (url: string) => Promise<Buffer | undefined>): Promise<FetchedInputs> {
  const { model } = request;
  const references: Fetched[] = [];
  for (const url of request.imageUrls) references.push(await fetchPicture(url, 'image_urls', model.maxReferenceBytes, fetchOwn));
  const mask = request.maskUrl === undefined ? undefined : await fetchPicture(request.maskUrl, 'mask_url', model.maxMaskBytes, fetchOwn);
  const [first] = references;
  if (mask && first) checkMask(mask, first);
  return { references: references.map(({ bytes }) => bytes), mask: mask?.bytes };
}

async function fetchPicture(
  url: string,
  param: string,
  maxBytes: number,
  fetchOwn: (url: string) => Promise<Buffer | undefined>,
): Promise<Fetched> {
  const bytes = await fetchOwn(url);
  if (!bytes) throw new InputProblem(`Could not fetch ${url.slice(0, 200)}`, param);
  if (bytes.length > maxBytes) throw new InputProblem(`Image is larger than ${maxBytes / 1024 / 1024} MB`, param);
  const kind = pictureKind(bytes);
  if (!kind || kind === 'gif') throw new InputProblem('Image format is not supported: jpeg, jpg, png, webp', param);
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: 268_000_000 }).metadata();
    return { bytes, kind, width, height };
  } catch (cause) {
    throw Object.assign(new InputProblem('Image could not be read', param), { cause });
  }
}

function checkMask(mask: Fetched, reference: Fetched): void {
  if (mask.kind !== 'png') throw new InputProblem('The mask must be a PNG', 'mask_url');
  if (reference.kind !== 'png') throw new InputProblem('With a mask, the image must be a PNG', 'image_urls');
  if (mask.width !== reference.width || mask.height !== reference.height) {
    throw new InputProblem(
      `The mask (${mask.width}x${mask.height}) and the image (${reference.width}x${reference.height}) must have the same dimensions`,
      'mask_url',
      'image_dimension_mismatch',
    );
  }
}
