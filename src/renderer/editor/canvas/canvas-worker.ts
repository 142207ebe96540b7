import { CanvasEngine } from './canvas-engine.ts';
import type { ToCanvas } from './messages.ts';

const engine = new CanvasEngine((message, transfer = []) => self.postMessage(message, { transfer }));
self.onmessage = ({ data }: MessageEvent<ToCanvas>): void => engine.hear(data);
