import { hex, type Colour } from './canvas.ts';
import type { Light } from './motifs.ts';
import type { SceneBrief } from './paint-scene.ts';

/** The light of a scene: what the sky, the far and the near take their colours from. */
export interface Air {
  readonly light: Light;
  /** From the zenith to the horizon. */
  readonly sky: readonly Colour[];
  readonly sun: Colour;
  readonly haze: Colour;
  /** The nearest, darkest land. */
  readonly land: Colour;
  readonly glow: number;
}

type Palette = readonly [Light, readonly string[], string, string, string, number];

const palettes: readonly [Palette, ...Palette[]] = [
  ['dusk', ['#1f2a54', '#7d4a83', '#ec7a62', '#ffc777'], '#ffe0a0', '#f29b72', '#1c1730', 0.9],
  ['day', ['#2c6aad', '#6aa9d8', '#bcdcea', '#f3efe0'], '#fff6dc', '#d5e2e4', '#1d3a42', 0.45],
  ['mist', ['#9fb0b8', '#bfcac9', '#dedfd6', '#f3eadb'], '#fff3da', '#e0ded2', '#2f4146', 0.35],
  ['night', ['#060b22', '#0f2149', '#234577', '#4f78a5'], '#dfe9ff', '#36598a', '#060a16', 0.35],
  ['dusk', ['#23316b', '#5f6fb0', '#f0a58f', '#ffe2b8'], '#fff0c9', '#e9b6a0', '#1f2440', 0.7],
  ['day', ['#1f7a8c', '#5db7b7', '#bfe3d0', '#fdf4d8'], '#fff8e1', '#cfe6d8', '#12393b', 0.4],
  ['mist', ['#7f95a8', '#a9b9c4', '#d3d8da', '#f0e6e0'], '#ffeede', '#d6d8da', '#28323f', 0.35],
  ['night', ['#0b0820', '#251a4b', '#57347a', '#a2588f'], '#ffe9f4', '#6d3f83', '#0b0716', 0.4],
  ['dusk', ['#3b1c4a', '#a03a5e', '#f4764c', '#ffd27a'], '#ffeab5', '#f08a57', '#220f24', 1],
];

/** Neighbouring variants get different palettes, within the light that the prompt asks for. */
export function airOf(brief: SceneBrief, usual: readonly Light[] = ['dusk', 'day', 'mist', 'night']): Air {
  const light = brief.light;
  const fitting = palettes.filter(([one]) => (light ? one === light : usual.includes(one)));
  const start = Math.floor(brief.mood * fitting.length);
  const [name, sky, sun, haze, land, glow] = fitting[(start + brief.variant) % fitting.length] ?? palettes[0];
  return { light: name, sky: sky.map(hex), sun: hex(sun), haze: hex(haze), land: hex(land), glow };
}
