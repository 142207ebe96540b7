import { defineWords } from '../../i18n/words.ts';

export const canvasWords = defineWords({
  en: {
    canvas: 'Mask canvas',
    stage: 'Painting area',
    help: 'Arrow keys move the cursor, with Shift further. Space or Enter presses the tool there and lifts it again. Hold Shift when you lift it for a square, a circle or a straight angle, Alt to draw from the middle. While a polygon is open, Enter closes it and Backspace takes its last corner back. Escape gives up what is being drawn. Hold backslash to see the original.',
    at: (x: string, y: string) => `${x}, ${y}`,
    down: (tool: string, x: string, y: string) => `${tool} down at ${x}, ${y}`,
    shape: (tool: string, width: string, height: string) => `${tool} ${width} × ${height}`,
    cornerBack: 'Last corner taken back',
    cancelled: 'Given up',
  },
  'zh-CN': {
    canvas: '蒙版画布',
    stage: '绘制区域',
    help: '方向键移动光标，加按 Shift 移动得更远。空格键或回车键在光标处按下工具，再按一次抬起。抬起时加按 Shift 可画出正方形、圆形或规整的角度，加按 Alt 则从中心画起。多边形未闭合时，回车键将其闭合，退格键撤回上一个角点。Esc 放弃正在绘制的内容。按住反斜杠键查看原图。',
    at: (x, y) => `${x}，${y}`,
    down: (tool, x, y) => `${tool}按下，位置 ${x}，${y}`,
    shape: (tool, width, height) => `${tool} ${width} × ${height}`,
    cornerBack: '已撤回上一个角点',
    cancelled: '已放弃',
  },
});
