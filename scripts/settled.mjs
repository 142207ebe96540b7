/**
 * Runs in the page: waits until nothing is busy, loading or moving any more. Must not refer to anything outside of itself.
 * @param {number} patienceMs
 * @returns {Promise<boolean>} false if the page was still changing when patience ran out
 */
export async function settled(patienceMs) {
  const stillMs = 250;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isOnScreen = (/** @type {Element} */ element) => {
    const { top, left, bottom, right } = element.getBoundingClientRect();
    return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  };
  const isLoaded = () => [...document.images].every((image) => image.complete || !isOnScreen(image));
  const isMoving = () =>
    document
      .getAnimations()
      .some(({ playState, effect }) => playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime));
  const isEmpty = () => document.body.innerText.trim() === '';
  const isBusy = () => document.querySelector('[aria-busy="true"]') !== null || isEmpty() || !isLoaded() || isMoving();
  const layout = () =>
    [...document.body.querySelectorAll('*')]
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].join();
      })
      .join(';');

  const started = performance.now();
  while (document.readyState !== 'complete' && performance.now() - started < patienceMs) await nextFrame();
  await document.fonts.ready;
  let before = layout();
  let stillSince = performance.now();
  while (performance.now() - started < patienceMs) {
    await nextFrame();
    const now = layout();
    if (isBusy() || document.fonts.status === 'loading' || now !== before) stillSince = performance.now();
    if (performance.now() - stillSince >= stillMs) return true;
    before = now;
  }
  return false;
}
