import type { GenerationRequest } from '../../shared/generation.ts';
import { sentWords } from '../editor/review/words.ts';
import { sizeLabel } from '../i18n/formats.ts';
import type { Language } from '../i18n/language.svelte.ts';
import { activityWords } from './words.ts';

/** What was asked for besides the prompt, in a few words each. */
export function factsOf({ size, count, references, edit }: GenerationRequest, language: Language): string[] {
  const t = language.of(activityWords);
  const facts = [size === 'auto' ? t.sizeAuto : sizeLabel(size), t.pictures(count)];
  if (edit) return [language.of(sentWords).edit, ...facts];
  return references.length > 0 ? [...facts, t.references(references.length)] : facts;
}
