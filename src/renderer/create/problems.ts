import { checkRequest, type GenerationRequest, type Problem } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import type { Model } from '../../shared/model.ts';

/** Every rule that the request breaks, given the references that are at hand. */
export function problemsOf(request: GenerationRequest, model: Model, references: readonly Input[]): Problem[] {
  return checkRequest(request, model, new Map(references.map((input) => [input.id, input])));
}
