import * as v from 'valibot';

import { Reason } from '../../shared/failure-reason.ts';
import { failureCodes } from '../../shared/failure.ts';
import type { OpeningReport } from '../library/opening.ts';
import { newsOf, type NewsName, type PartName } from './contract.ts';

/** How a library is to be opened, as far as another process can say so. */
export interface Opening {
  readonly folder: string;
  readonly mustExist: boolean;
  /** Who writes to the folder for incoming files besides: see `Staging`. */
  readonly spared: string;
}

/** What the library's process answers once its library is open. */
export interface Opened {
  readonly folder: string;
  readonly report: OpeningReport;
  readonly revision: number;
}

/** What the main process says to the library's. */
export type ToLibrary =
  | { readonly what: 'open'; readonly id: number; readonly opening: Opening }
  | {
      readonly what: 'ask';
      readonly id: number;
      readonly part: PartName;
      readonly name: string;
      readonly given: readonly unknown[];
      /** A signal comes after what is given; it is aborted by `call-off`. */
      readonly canBeCalledOff: boolean;
    }
  | { readonly what: 'call-off'; readonly id: number }
  /** Finishes what is under way, and ends. */
  | { readonly what: 'close' };

const FailureData = v.object({
  code: v.picklist(failureCodes),
  message: v.string(),
  requestId: v.exactOptional(v.string()),
  serviceCode: v.exactOptional(v.string()),
  because: v.exactOptional(v.pipe(v.array(Reason), v.readonly())),
});
const Thrown = v.object({ name: v.string(), message: v.string(), stack: v.string() });
type Thrown = v.InferOutput<typeof Thrown>;

/** What the library's process says. Checked when it arrives: that process decodes pictures from anywhere. */
export const FromLibrary = v.variant('what', [
  v.object({ what: v.literal('answer'), id: v.number(), value: v.unknown() }),
  v.object({ what: v.literal('failure'), id: v.number(), failure: FailureData }),
  /** A bug. */
  v.object({ what: v.literal('error'), id: v.number(), error: Thrown }),
  /** A bug that nobody was waiting for. */
  v.object({ what: v.literal('unexpected'), error: Thrown }),
  v.object({ what: v.literal('news'), name: v.picklist(Object.keys(newsOf) as NewsName[]), value: v.unknown() }),
]);
export type FromLibrary = v.InferOutput<typeof FromLibrary>;

/** An error as data: one that is nobody's Failure keeps its stack, for the log. */
export function thrownOf(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: '' };
  return { name: error.name, message: error.message, stack: error.stack ?? '' };
}

export function errorOf({ name, message, stack }: Thrown): Error {
  return Object.assign(new Error(message), { name, stack });
}
