import type { Fitted } from '../../../shared/edit.ts';
import type { Language } from '../../../shared/settings.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { panelWords } from './words.ts';

/** What was done to a picture so that the service takes it; null when nothing was. */
export function fittedSentence({ from, to, converted, scaled }: Fitted, t: (typeof panelWords)[Language], format: Formats): string | null {
  const done = [
    ...(converted ? [t.converted(from.kind.toUpperCase())] : []),
    ...(scaled ? [t.scaledTo(format.pixels(to.width, to.height))] : []),
  ];
  return done.length === 0 ? null : t.fitted(done.join(t.and));
}
