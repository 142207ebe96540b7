import { fromAlias } from './alias.ts';
import type { Protocol as Cdp } from './cdp.ts';
import { browser } from './host.ts';
import { fail } from './recorded.ts';
import { contentsById } from './registry.ts';
import { WebContents } from './web-contents.ts';

/** Whether a document may load: in a window of ours, what the app allows; in a window that a page has opened, never. */
export function gate(paused: Cdp.Fetch.requestPausedPayload): boolean {
  const all = [...contentsById.values()];
  const owner = all.find((contents) => WebContents.owns(contents, paused.frameId));
  if (owner) return WebContents.mayLoad(owner, paused);
  void closePopup(paused.frameId, fromAlias(paused.request.url));
  return false;
}

/** The main frame's id is the target's. */
async function closePopup(targetId: string, url: string): Promise<void> {
  const { targetInfos } = await browser().send('Target.getTargets');
  const popup = targetInfos.find((info) => info.targetId === targetId && info.type === 'page');
  if (!popup) return;
  const all = [...contentsById.values()];
  const opener =
    all.find((contents) => WebContents.pageOf(contents).targetId === popup.openerId) ?? (all.length === 1 ? all[0] : undefined);
  if (opener) WebContents.opens(opener, url);
  else fail(`Somebody opened a window: ${url}`);
  browser().tell('Target.closeTarget', { targetId });
}
