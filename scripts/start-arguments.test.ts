import { describe, expect, it } from 'vitest';

import { readStartArguments } from './start-arguments.mjs';

describe('the arguments of npm start', () => {
  it('are none at first', () => {
    expect(readStartArguments([])).toEqual({ size: { width: 1440, height: 900 }, downloadElectron: false, app: [] });
  });

  it('ask for a screenshot of a size, in both spellings', () => {
    const wanted = { screenshot: 'a.png', size: { width: 900, height: 600 } };
    expect(readStartArguments(['--screenshot', 'a.png', '--size', '900x600'])).toMatchObject(wanted);
    expect(readStartArguments(['--screenshot=a.png', '--size=900x600'])).toMatchObject(wanted);
  });

  it('name the screen to show', () => {
    expect(readStartArguments(['--screenshot', 'a.png', '--screen', 'gallery'])).toMatchObject({ screen: 'gallery' });
    expect(() => readStartArguments(['--screen', 'attic'])).toThrow(/none of the screens/);
  });

  it('go to the app where they are not ours', () => {
    expect(readStartArguments(['--lang=zh-CN', '--download-electron', 'picture.png'])).toMatchObject({
      downloadElectron: true,
      app: ['--lang=zh-CN', 'picture.png'],
    });
  });

  it.each([[['--screenshot']], [['--screenshot', '--size', '900x600']], [['--size', 'large']], [['--size=900x']]])(
    '%j is answered with an example',
    (args) => {
      expect(() => readStartArguments(args)).toThrow(/For example: npm start -- --screenshot picture\.png/);
    },
  );
});
