const longMs = 450;
const slackPx = 10;

/** Calls when a finger rests on a tile. A scroll isn't one: the browser then takes the pointer over. */
export function longPress(down: PointerEvent, pressed: (index: number) => void): void {
  const tile = down.target instanceof Element ? down.target.closest<HTMLElement>('[data-index]') : null;
  if (down.pointerType !== 'touch' || !tile) return;
  const index = Number(tile.dataset['index']);
  const listening = new AbortController();
  const timer = setTimeout(() => {
    listening.abort();
    pressed(index);
  }, longMs);
  const stop = (): void => {
    clearTimeout(timer);
    listening.abort();
  };
  const { signal } = listening;
  window.addEventListener('pointerup', stop, { signal });
  window.addEventListener('pointercancel', stop, { signal });
  window.addEventListener(
    'pointermove',
    (event) => {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > slackPx) stop();
    },
    { signal },
  );
}
