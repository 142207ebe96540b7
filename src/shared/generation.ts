import * as v from 'valibot';

import { Edit } from './edit.ts';
import { Sha256, type Input } from './input.ts';
import type { Model } from './model.ts';
import { isPrivateHost } from './public-address.ts';

/** The longest callback address that the API takes, in characters (page `gpt-4o-image`, callback_url). */
export const callbackMaxCharacters = 2048;

/** What a person asks for: the form of it. `checkRequest` holds the rules that depend on the model. */
export const GenerationRequest = v.object({
  model: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  prompt: v.pipe(v.string(), v.maxLength(100_000)),
  /** One of the model's sizes; `auto` leaves it to the model. */
  size: v.pipe(v.string(), v.maxLength(20)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  /** Inputs, in the order in which they are sent. */
  references: v.pipe(v.array(Sha256), v.maxLength(64)),
  mask: v.nullable(Sha256),
  callbackUrl: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
  /** Of a masked edit: what its one reference and its mask were made from. Not sent. */
  edit: v.exactOptional(Edit),
});
export type GenerationRequest = v.InferOutput<typeof GenerationRequest>;

export const Submission = v.object({
  request: GenerationRequest,
  /** Set when the person confirmed that the same request again is meant. */
  again: v.boolean(),
});

/** A broken rule, and the field beside which to say so. The screen has a sentence for each rule in each language. */
export type Problem =
  | { readonly field: 'prompt'; readonly rule: 'prompt-empty' }
  | { readonly field: 'prompt'; readonly rule: 'prompt-too-long'; readonly characters: number; readonly limit: number }
  | { readonly field: 'size'; readonly rule: 'size-unknown' }
  | { readonly field: 'count'; readonly rule: 'count-unknown' }
  | { readonly field: 'references'; readonly rule: 'too-many-references'; readonly limit: number }
  | { readonly field: 'references'; readonly rule: 'reference-missing' }
  | { readonly field: 'references'; readonly rule: 'reference-too-large'; readonly name: string; readonly limitBytes: number }
  | {
      readonly field: 'mask';
      readonly rule: 'mask-unsupported' | 'mask-needs-one-reference' | 'mask-not-png' | 'mask-reference-not-png' | 'mask-other-size';
    }
  | { readonly field: 'mask'; readonly rule: 'mask-too-large'; readonly limitBytes: number }
  | { readonly field: 'callbackUrl'; readonly rule: 'callback-not-https' | 'callback-not-a-url' | 'callback-private' }
  | { readonly field: 'callbackUrl'; readonly rule: 'callback-too-long'; readonly limit: number };

/** Every input that a request was made from: what is sent, and what an answer to an edit is laid over. */
export function inputsOf({ references, mask, edit }: GenerationRequest): string[] {
  return [...references, mask, edit?.original, edit?.mask].filter((id) => typeof id === 'string');
}

/** Characters as a person counts them: code points, so that an emoji or a rare Chinese character is one. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

/** Every rule of the API page that can be checked before anything is sent; none broken, empty list. */
export function checkRequest(request: GenerationRequest, model: Model, inputs: ReadonlyMap<string, Input>): Problem[] {
  return [
    ...checkPrompt(request.prompt, model),
    ...(model.sizes.some(({ value }) => value === request.size) ? [] : [{ field: 'size', rule: 'size-unknown' } as const]),
    ...(model.counts.includes(request.count) ? [] : [{ field: 'count', rule: 'count-unknown' } as const]),
    ...checkReferences(request.references, model, inputs),
    ...checkMask(request, model, inputs),
    ...checkCallback(request.callbackUrl),
  ];
}

function checkPrompt(prompt: string, model: Model): Problem[] {
  const characters = characterCount(prompt);
  const limit = model.promptMaxCharacters;
  if (prompt.trim() === '') return [{ field: 'prompt', rule: 'prompt-empty' }];
  return characters > limit ? [{ field: 'prompt', rule: 'prompt-too-long', characters, limit }] : [];
}

function checkReferences(ids: readonly string[], model: Model, inputs: ReadonlyMap<string, Input>): Problem[] {
  const problems: Problem[] = [];
  if (ids.length > model.maxReferences) problems.push({ field: 'references', rule: 'too-many-references', limit: model.maxReferences });
  for (const id of ids) {
    const input = inputs.get(id);
    if (!input) problems.push({ field: 'references', rule: 'reference-missing' });
    else if (input.bytes > model.maxReferenceBytes) {
      problems.push({ field: 'references', rule: 'reference-too-large', name: input.name, limitBytes: model.maxReferenceBytes });
    }
  }
  return problems;
}

function checkMask(request: GenerationRequest, model: Model, inputs: ReadonlyMap<string, Input>): Problem[] {
  if (request.mask === null) return [];
  if (!model.mask) return [{ field: 'mask', rule: 'mask-unsupported' }];
  const mask = inputs.get(request.mask);
  const reference = request.references.length === 1 ? inputs.get(request.references[0] ?? '') : undefined;
  if (!mask || !reference) return [{ field: 'mask', rule: 'mask-needs-one-reference' }];
  return checkMaskFits(mask, reference, model.mask.maxBytes);
}

function checkMaskFits(mask: Input, reference: Input, limitBytes: number): Problem[] {
  if (mask.kind !== 'png') return [{ field: 'mask', rule: 'mask-not-png' }];
  if (reference.kind !== 'png') return [{ field: 'mask', rule: 'mask-reference-not-png' }];
  if (mask.widthPx !== reference.widthPx || mask.heightPx !== reference.heightPx) return [{ field: 'mask', rule: 'mask-other-size' }];
  return mask.bytes > limitBytes ? [{ field: 'mask', rule: 'mask-too-large', limitBytes }] : [];
}

function checkCallback(callbackUrl: string | null): Problem[] {
  if (callbackUrl === null || callbackUrl.trim() === '') return [];
  const field = 'callbackUrl';
  if (callbackUrl.length > callbackMaxCharacters) return [{ field, rule: 'callback-too-long', limit: callbackMaxCharacters }];
  if (!URL.canParse(callbackUrl)) return [{ field, rule: 'callback-not-a-url' }];
  const { protocol, hostname } = new URL(callbackUrl);
  if (protocol !== 'https:') return [{ field, rule: 'callback-not-https' }];
  return isPrivateHost(hostname) ? [{ field, rule: 'callback-private' }] : [];
}
