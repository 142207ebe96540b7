/** The commonest first: the nth is used about n times less often than the first. */
const words = (
  'a the of in with light soft portrait photo woman landscape golden forest sunset city night red blue white mountain river cat ' +
  'dog studio product poster minimal watercolor vintage neon rain street flower garden winter summer bridge castle dragon robot ' +
  'space ocean island desert glass silver wooden kitchen coffee bread fruit market temple lantern kimono bicycle train harbour ' +
  'lighthouse fog storm cloud aurora comet fox hare owl whale horse butterfly orchid bamboo maple cherry velvet marble copper'
).split(' ');
const chinese = [
  '山',
  '水',
  '夕阳',
  '海边',
  '小镇',
  '雪山',
  '湖面',
  '倒影',
  '森林',
  '城市',
  '夜晚',
  '灯笼',
  '花园',
  '猫',
  '狐狸',
  '少女',
  '老街',
  '咖啡',
  '产品',
  '海报',
];

/** Some words as people write them, in English or (every fifth) Chinese; the number makes each one findable. */
export function promptOf(random: () => number, place: number): string {
  const isChinese = place % 5 === 0;
  const length = 4 + Math.floor(random() * 10);
  const from = isChinese ? chinese : words;
  const said = Array.from({ length }, () => from[Math.floor(from.length ** random()) - 1] ?? from[0]);
  return `${said.join(isChinese ? '' : ' ')} no${place}`;
}
