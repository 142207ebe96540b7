import { defineWords } from '../i18n/words.ts';
import type { HeldBy } from './held.ts';

interface Said {
  readonly title: string;
  readonly text: string;
}

/** What holds up the whole account: what it is, and what to do about it. */
export const heldWords = defineWords({
  en: {
    why: {
      'no-key': {
        title: 'There is no API key to go on with',
        text: 'These jobs were made for your Evolink account. They go on by themselves once its key is in use again.',
      },
      'refused-key': {
        title: 'The service doesn’t accept this API key',
        text: 'It may be mistyped, disabled or expired. Nothing was charged. With a working key everything goes on by itself.',
      },
      'keychain-waiting': {
        title: 'The system’s keychain is asking for its password',
        text: 'Answer it, and everything goes on by itself.',
      },
      'keychain-locked': {
        title: 'The system’s keychain doesn’t give the API key',
        text: 'Unlock the keychain and check again, or enter the key anew in Settings.',
      },
      credit: {
        title: 'The credits are used up',
        text: 'The balance, or this key’s own limit, isn’t enough for the next job. Nothing was charged. It goes on by itself once there is credit.',
      },
      permission: {
        title: 'This key isn’t allowed to use the model',
        text: 'Allow it for this key at Evolink, or use another key. Nothing was charged. It is tried again every minute.',
      },
      budget: {
        title: 'This month’s budget leaves no room for what waits',
        text: 'It goes on as soon as you raise the budget in Settings, or else when the next month begins.',
      },
      disk: {
        title: 'The disk is full',
        text: 'Nothing is lost: finished pictures are saved, and waiting jobs sent, as soon as there is space again.',
      },
      library: {
        title: 'The library folder can’t be reached',
        text: 'Reconnect its disk, or choose another folder in Settings. Finished pictures are then saved, and waiting jobs sent.',
      },
      journal: {
        title: 'The list of jobs can’t be written',
        text: 'Nothing is sent without it, so that no paid request is ever forgotten. Restart the app once that is mended.',
      },
      offline: {
        title: 'There is no connection to the service',
        text: 'Everything goes on by itself when it is back. You can keep making jobs meanwhile.',
      },
      service: {
        title: 'The service has trouble at the moment',
        text: 'There is nothing you need to do: it is tried again by itself.',
      },
      'rate-limit': {
        title: 'The service asked for fewer requests',
        text: 'There is nothing you need to do: it goes on by itself.',
      },
    } satisfies Record<HeldBy, Said>,
    until: (duration: string) => `Next try in ${duration}.`,
    openSettings: 'Open Settings',
    topUp: 'Top up',
    checkAgain: 'Check again',
    label: 'Why nothing is sent',
  },
  'zh-CN': {
    why: {
      'no-key': {
        title: '没有可用的 API 密钥',
        text: '这些任务属于你的 Evolink 账户。重新使用该账户的密钥后，会自动继续。',
      },
      'refused-key': {
        title: '服务不接受此 API 密钥',
        text: '密钥可能有误、已停用或已过期。没有扣费。换上可用的密钥后，一切会自动继续。',
      },
      'keychain-waiting': {
        title: '系统钥匙串正在等待输入密码',
        text: '输入密码后，一切会自动继续。',
      },
      'keychain-locked': {
        title: '系统钥匙串没有给出 API 密钥',
        text: '请解锁钥匙串后重新检查，或在“设置”中再次输入密钥。',
      },
      credit: {
        title: '积分不足',
        text: '账户余额或此密钥的额度不够支付下一个任务。没有扣费。有了积分会自动继续。',
      },
      permission: {
        title: '此密钥无权使用该模型',
        text: '请在 Evolink 为此密钥开通权限，或换用其他密钥。没有扣费。每分钟会自动重试一次。',
      },
      budget: {
        title: '本月预算不够发送等待中的任务',
        text: '在“设置”中提高预算后立即继续；否则等到下个月自动继续。',
      },
      disk: {
        title: '磁盘已满',
        text: '不会丢失任何图片。腾出空间后，会自动保存已完成的图片，并发送等待中的任务。',
      },
      library: {
        title: '无法访问图库文件夹',
        text: '请重新连接磁盘，或在“设置”中另选文件夹。之后会保存已完成的图片，并发送等待中的任务。',
      },
      journal: {
        title: '任务记录无法写入',
        text: '没有记录就不会发送任何请求，以免付费请求丢失。解决后请重新启动应用。',
      },
      offline: {
        title: '无法连接到服务',
        text: '恢复连接后，一切会自动继续。在此期间仍可添加新任务。',
      },
      service: {
        title: '服务暂时出现故障',
        text: '无需任何操作，会自动重试。',
      },
      'rate-limit': {
        title: '服务要求放慢请求',
        text: '无需任何操作，稍后会自动继续。',
      },
    },
    until: (duration) => `${duration}后重试。`,
    openSettings: '打开设置',
    topUp: '充值',
    checkAgain: '重新检查',
    label: '暂不发送的原因',
  },
});
