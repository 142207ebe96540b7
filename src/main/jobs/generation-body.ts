import type { GenerationRequest } from '../../shared/generation.ts';
import type { GenerationBody } from '../evolink/evolink.ts';

/** The request in the API's words. `links` holds where each input was uploaded to; `auto` sends no size. */
export function generationBody(request: GenerationRequest, links: ReadonlyMap<string, string>): GenerationBody {
  const link = (id: string): string => {
    const found = links.get(id);
    if (found === undefined) throw new Error(`Input ${id} was not uploaded`);
    return found;
  };
  return {
    model: request.model,
    prompt: request.prompt,
    n: request.count,
    ...(request.size !== 'auto' && { size: request.size }),
    ...(request.references.length > 0 && { image_urls: request.references.map(link) }),
    ...(request.mask !== null && { mask_url: link(request.mask) }),
    ...(request.callbackUrl !== null && { callback_url: request.callbackUrl }),
  };
}

/** What a price depends on, as far as the API page tells. */
export function priceKey({ model, size, count }: Pick<GenerationRequest, 'model' | 'size' | 'count'>, practice: boolean): string {
  return [practice ? 'practice' : 'paid', model, size, count].join(' ');
}

/** What a duration depends on. */
export function durationKey(request: Pick<GenerationRequest, 'model' | 'size' | 'count'>, practice: boolean): string {
  return priceKey(request, practice);
}
