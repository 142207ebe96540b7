import type { PracticeServer, SeenRequest } from '../src/main/practice/practice-server.ts';

/** A paid request in the API's own words. */
export interface AskedFor {
  readonly model: string;
  readonly prompt: string;
  readonly n: number;
  readonly size?: string;
  readonly image_urls?: readonly string[];
  readonly mask_url?: string;
  readonly callback_url?: string;
}

/** Every paid request that reached the service, whatever became of it. */
export function paidRequests({ requests }: PracticeServer): readonly SeenRequest[] {
  return requests.filter(({ route }) => route === 'POST /v1/images/generations');
}

/** What each of them asked for, in the order in which they came. */
export function askedFor(service: PracticeServer): readonly AskedFor[] {
  return paidRequests(service).map(({ body }) => body as AskedFor);
}

export function uploads({ requests }: PracticeServer): readonly SeenRequest[] {
  return requests.filter(({ route }) => route?.startsWith('POST /api/v1/files/upload'));
}
