import { defineWords } from '../i18n/words.ts';

/** Prompts to begin with; each has a drawing in `ExampleDrawing.svelte`. */
export const examples = [
  { id: 'coast', size: '3:2' },
  { id: 'teapot', size: '1:1' },
  { id: 'greenhouse', size: '2:3' },
  { id: 'city', size: '3:2' },
] as const;

export type ExampleId = (typeof examples)[number]['id'];

export const exampleWords = defineWords({
  en: {
    coast: 'A lighthouse on a cliff at dusk, the sea still glowing, gouache with visible brush strokes',
    teapot: 'A hand-thrown celadon teapot on raw linen, soft window light, studio photograph',
    greenhouse: 'A tiny greenhouse full of ferns on a rooftop, rain outside, warm lamps inside, storybook illustration',
    city: 'A quiet street in an old town after rain, lanterns reflected in the paving, wide view, film grain',
  } satisfies Record<ExampleId, string>,
  'zh-CN': {
    coast: '黄昏时分悬崖上的灯塔，海面余晖未散，水粉画，笔触清晰可见',
    teapot: '一把手工青瓷茶壶放在亚麻布上，柔和的窗光，影棚摄影',
    greenhouse: '屋顶上长满蕨类的小温室，外面下着雨，里面灯光温暖，绘本插画',
    city: '雨后老城的安静小巷，灯笼倒映在石板路上，广角，胶片颗粒',
  },
});
