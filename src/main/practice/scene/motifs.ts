/** What a scene shows. */
export type Motif = 'sea' | 'mountain' | 'city' | 'forest' | 'flower' | 'portrait' | 'night' | 'product' | 'cat' | 'abstract';

// In this order: a cat by the sea is a picture of a cat.
const words: readonly (readonly [Motif, RegExp])[] = [
  ['cat', /\b(cat|cats|kitten|kitty)\b|猫|喵/i],
  ['product', /\b(product|bottle|vase|perfume|table|cup|mug|pottery|still life|packshot)\b|商品|产品|瓶|桌|杯|静物|香水/i],
  ['portrait', /\b(portrait|woman|man|girl|boy|face|person|people|child|lady)\b|人像|肖像|女孩|男孩|女人|男人|人物|少女|脸/i],
  ['flower', /\b(flowers?|rose|tulips?|lotus|blossoms?|bouquet|peony|petals?)\b|花|玫瑰|莲|荷|牡丹/i],
  ['city', /\b(city|town|street|skyline|skyscrapers?|buildings?|tokyo|new york|shanghai|neon|cyberpunk)\b|城|街|楼|都市|上海|霓虹/i],
  ['sea', /\b(sea|ocean|beach|coast|waves?|lake|harbou?r|boat|ship|island)\b|海|湖|浪|岛|船/i],
  ['forest', /\b(forest|woods?|trees?|jungle|pines?|bamboo)\b|森林|树|林|竹/i],
  ['mountain', /\b(mountains?|hills?|peaks?|alps|valley|cliffs?|landscape|desert|dunes?)\b|山|峰|谷|风景|沙漠/i],
  ['night', /\b(night|stars?|starry|galaxy|milky way|aurora|moon|space|nebula)\b|夜|星|银河|极光|月|宇宙/i],
  ['sea', /\b(sunset|sunrise|dusk)\b|日落|夕阳|日出|晚霞/i],
];

export function motifOf(prompt: string): Motif {
  return words.find(([, pattern]) => pattern.test(prompt))?.[0] ?? 'abstract';
}

/** The light that the words ask for; the scene chooses when they don't. */
export type Light = 'day' | 'dusk' | 'night' | 'mist';

export function lightOf(prompt: string): Light | undefined {
  if (/\b(night|midnight|stars?|starry|moon|neon|cyberpunk|aurora)\b|夜|星|月|霓虹|极光/i.test(prompt)) return 'night';
  if (/\b(sunset|sunrise|dusk|dawn|golden|evening)\b|日落|夕阳|日出|黄昏|黎明|晚霞/i.test(prompt)) return 'dusk';
  if (/\b(mist|misty|fog|foggy|rain|ink|minimal)\b|雾|雨|水墨/i.test(prompt)) return 'mist';
  return /\b(day|morning|noon|sunny|bright|blue)\b|白天|早晨|晴|蓝/i.test(prompt) ? 'day' : undefined;
}
