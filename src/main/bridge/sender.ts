import type { Page } from '../page.ts';

/** The part of a message's event that tells who sent it. */
interface Sender {
  readonly sender: object;
  readonly senderFrame: { readonly url: string; readonly parent: unknown; readonly top: unknown } | null;
}

export type SenderCheck = (event: Sender) => boolean;

/** Whether a message comes from the top frame of one of our own windows while it shows our own page. */
export function senderCheck(page: Page, ourContents: () => readonly object[]): SenderCheck {
  return ({ sender, senderFrame }) => {
    // A frame that navigated or was destroyed meanwhile is null: nobody to answer.
    if (senderFrame?.parent !== null) return false;
    return ourContents().includes(sender) && page.owns(senderFrame.url);
  };
}
