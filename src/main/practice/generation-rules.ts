import * as v from 'valibot';

import { Refusal } from './answers.ts';
import { callbackProblem } from './callback-address.ts';
import type { PracticeModel } from './practice-model.ts';

const body = v.object({
  model: v.string(),
  prompt: v.string(),
  size: v.exactOptional(v.string()),
  n: v.exactOptional(v.pipe(v.number(), v.integer())),
  image_urls: v.exactOptional(v.array(v.string())),
  mask_url: v.exactOptional(v.string()),
  callback_url: v.exactOptional(v.string()),
});

type Body = v.InferOutput<typeof body>;

/** A request whose own fields keep every rule; the pictures it points to are not looked at yet. */
export interface CheckedRequest {
  readonly model: PracticeModel;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly n: number;
  readonly imageUrls: readonly string[];
  readonly maskUrl: string | undefined;
  readonly callbackUrl: string | undefined;
}

/** Checks everything about a generation request that can be seen without fetching a picture. Throws a Refusal. */
export function checkGeneration(json: unknown, models: readonly PracticeModel[]): CheckedRequest {
  const parsed = v.safeParse(body, json);
  if (!parsed.success) throw invalid(parsed.issues[0].message, v.getDotPath(parsed.issues[0]) ?? undefined);
  const request = parsed.output;
  const model = models.find(({ id }) => id === request.model);
  if (!model) throw new Refusal(400, 'model_unavailable', `Model ${request.model} is not available`, { param: 'model' });
  checkPrompt(request, model);
  checkChoices(request, model);
  checkUrls(request, model);
  return {
    model,
    prompt: request.prompt,
    size: request.size,
    n: request.n ?? 1,
    imageUrls: request.image_urls ?? [],
    maskUrl: request.mask_url,
    callbackUrl: request.callback_url,
  };
}

export function invalid(message: string, param?: string): Refusal {
  return new Refusal(400, 'invalid_request', message, param === undefined ? {} : { param });
}

function checkPrompt({ prompt }: Body, model: PracticeModel): void {
  if (prompt.trim() === '') throw invalid('prompt is required', 'prompt');
  const characters = Array.from(prompt).length;
  if (characters > model.maxPromptCharacters) {
    throw invalid(`prompt has ${characters} characters; at most ${model.maxPromptCharacters} are allowed`, 'prompt');
  }
}

function checkChoices({ size, n }: Body, model: PracticeModel): void {
  if (size !== undefined && !model.sizes.includes(size)) throw invalid(`size must be one of ${model.sizes.join(', ')}`, 'size');
  if (n !== undefined && !model.counts.includes(n)) throw invalid(`n must be one of ${model.counts.join(', ')}`, 'n');
}

function checkUrls({ image_urls: images = [], mask_url: mask, callback_url: callback }: Body, model: PracticeModel): void {
  if (images.length > model.maxReferences) throw invalid(`at most ${model.maxReferences} images are allowed`, 'image_urls');
  for (const url of images) if (!isWebAddress(url)) throw invalid(`${url.slice(0, 80)} is not a URL of an image`, 'image_urls');
  if (mask !== undefined) checkMask(mask, images.length, model);
  const problem = callback === undefined ? undefined : callbackProblem(callback);
  if (problem) throw invalid(problem, 'callback_url');
}

function checkMask(mask: string, images: number, model: PracticeModel): void {
  if (model.maxMaskBytes === 0) throw invalid(`${model.id} does not take a mask`, 'mask_url');
  if (!isWebAddress(mask)) throw invalid('mask_url is not a URL of an image', 'mask_url');
  if (images === 0) throw invalid('mask_url needs an image in image_urls', 'mask_url');
  if (images > 1) throw invalid('mask_url cannot be used with more than one image', 'mask_url');
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
