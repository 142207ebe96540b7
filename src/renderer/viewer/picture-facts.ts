import type { Composite } from '../../shared/edit.ts';
import type { PictureDetails } from '../../shared/picture.ts';
import type { Language } from '../../shared/settings.ts';
import { sizeLabel, type Formats } from '../i18n/formats.ts';
import type { detailsWords } from './words.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** For what a person may want to paste elsewhere: how its button is called, and what is said afterwards. */
  readonly copy?: { readonly label: string; readonly said: string };
  readonly isId?: boolean;
}

/** What is known of a picture besides its prompt, in the order in which it is shown; what isn't known is left out. */
export function factsOf(
  picture: PictureDetails,
  t: (typeof detailsWords)[Language],
  format: Formats,
  collectionName: (id: string) => string | undefined,
): readonly Fact[] {
  const isBroughtIn = picture.imported !== null;
  const collections = picture.collections.flatMap((id) => collectionName(id) ?? []);
  const facts: readonly (Fact | null)[] = [
    { name: isBroughtIn ? t.broughtIn : t.made, value: format.dateTime(picture.createdAt) },
    picture.imported && { name: t.from, value: t.importedFrom(picture.imported.fileName, picture.imported.software) },
    text(t.model, picture.model),
    picture.composite && { name: t.laid, value: laidHow(picture.composite, t, format) },
    isBroughtIn ? null : { name: t.asked, value: picture.size === 'auto' ? t.auto : sizeLabel(picture.size) },
    { name: t.got, value: format.pixels(picture.widthPx, picture.heightPx) },
    isBroughtIn ? null : { name: t.count, value: format.number(picture.count) },
    text(t.cost, costOf(picture, t, format)),
    text(t.tags, picture.tags.join(t.comma)),
    text(t.collections, collections.join(t.comma)),
    { name: t.fileSize, value: `${format.bytes(picture.bytes)} · ${picture.kind.toUpperCase()}` },
    { name: t.file, value: picture.path, copy: { label: t.copyPath, said: t.pathCopied } },
    picture.taskId === '' ? null : { name: t.task, value: picture.taskId, isId: true, copy: { label: t.copyTask, said: t.taskCopied } },
    { name: isBroughtIn ? t.import : t.job, value: picture.jobId, isId: true, copy: { label: t.copyJob, said: t.jobCopied } },
  ];
  return facts.filter((fact) => fact !== null);
}

function laidHow({ strength, featherPx }: Composite, t: (typeof detailsWords)[Language], format: Formats): string {
  return t.laidHow(format.percent(Math.round(strength * 100)), format.number(Math.round(featherPx)));
}

function text(name: string, value: string): Fact | null {
  return value === '' ? null : { name, value };
}

/** The picture's own share, since that is what one asks; the whole job's beside it where there were several. */
function costOf({ practice, jobCredits, count }: PictureDetails, t: (typeof detailsWords)[Language], format: Formats): string {
  if (practice) return t.free;
  if (jobCredits === null) return '';
  const one = `${format.credits(jobCredits / count)} · ${format.money(jobCredits / count)}`;
  return count === 1 ? one : t.costOfJob(one, format.credits(jobCredits), format.number(count));
}
