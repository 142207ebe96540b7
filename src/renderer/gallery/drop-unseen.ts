/** Pictures whose tiles go before they have arrived aren't waited for: out of the document alone, the browser would load them to the end. */
export function dropUnseen(grid: HTMLElement): () => void {
  const observer = new MutationObserver((changes) => {
    for (const { removedNodes } of changes) {
      for (const node of removedNodes) if (node instanceof HTMLElement && !node.isConnected) drop(node);
    }
  });
  observer.observe(grid, { childList: true });
  return () => observer.disconnect();
}

function drop(row: HTMLElement): void {
  for (const image of row.getElementsByTagName('img')) if (!image.complete) image.removeAttribute('src');
}
