import type { JobStateName, StopReason, Waiting } from '../../shared/job.ts';
import { defineWords } from './words.ts';

/** The states of a job, the reasons to wait, and what the person has to decide, as every screen says them. */
export const jobWords = defineWords({
  en: {
    states: {
      queued: 'Queued',
      uploading: 'Uploading',
      submitting: 'Submitting',
      running: 'Running',
      saving: 'Saving',
      done: 'Done',
      failed: 'Failed',
      stopped: 'Stopped',
      unknown: 'Needs a decision',
    } satisfies Record<JobStateName, string>,
    waiting: {
      offline: 'Waiting for a connection',
      'rate-limit': 'The service asked for a pause',
      service: 'The service has trouble; trying again soon',
      key: 'Waiting for an API key',
      credit: 'Waiting for credit',
      permission: 'Waiting: this key isn’t allowed to use the model',
      budget: 'The monthly budget is used up',
      disk: 'Waiting for free disk space',
      library: 'Waiting for the library folder',
      journal: 'Waiting: the list of jobs can’t be written',
      pause: 'Paused',
    } satisfies Record<Waiting['for'], string>,
    actions: {
      cancel: 'Cancel',
      stopWatching: 'Stop watching',
      watchAgain: 'Watch again',
      tryAgain: 'Try again',
      checkAgain: 'Check again',
      sendAgain: 'Send again',
      giveUp: 'Give up',
    },
    progress: (prompt: string) => `Progress of ${prompt}`,
    stopped: {
      person:
        'You stopped watching. The service goes on, and the credits are probably spent. Watch again within a day to fetch the picture.',
      deadline:
        'This took far longer than such pictures take, so the app stopped asking. The task is kept: watch again to see whether it was finished after all.',
      lost: 'The service doesn’t know this task with the present key. If it was made with another key, enter that one in Settings and watch again. Your account at Evolink shows whether it was charged.',
    } satisfies Record<StopReason, string>,
    unknown: (time: string) => `The request left ${time}, but no answer came back. The service may have taken it, or may not.`,
    /** When it left: a time of today, or a day and a time. */
    at: (time: string) => `at ${time}`,
    on: (time: string) => `on ${time}`,
    unknownPriced: (time: string, credits: string) =>
      `The request left ${time}, but no answer came back. The service may have taken it, or may not. If it did, it cost ${credits}.`,
    sendTitle: 'Send it again?',
    sendText: (credits: string) =>
      `If the first request did arrive, you pay twice: another ${credits}. Check again first if you aren’t sure.`,
    sendTextUnpriced: 'If the first request did arrive, you pay twice. Check again first if you aren’t sure.',
  },
  'zh-CN': {
    states: {
      queued: '排队中',
      uploading: '上传中',
      submitting: '提交中',
      running: '生成中',
      saving: '保存中',
      done: '已完成',
      failed: '失败',
      stopped: '已停止',
      unknown: '待你决定',
    },
    waiting: {
      offline: '等待网络连接',
      'rate-limit': '服务要求稍候',
      service: '服务出现故障，稍后自动重试',
      key: '等待 API 密钥',
      credit: '等待充值',
      permission: '等待：此密钥无权使用该模型',
      budget: '本月预算已用完',
      disk: '等待磁盘空间',
      library: '等待图库文件夹',
      journal: '等待：任务记录无法写入',
      pause: '已暂停',
    },
    actions: {
      cancel: '取消',
      stopWatching: '停止查看',
      watchAgain: '继续查看',
      tryAgain: '重试',
      checkAgain: '重新查询',
      sendAgain: '再次发送',
      giveUp: '放弃',
    },
    progress: (prompt) => `进度：${prompt}`,
    stopped: {
      person: '你已停止查看。服务仍在继续，积分很可能已经消耗。一天之内点“继续查看”可以取回图片。',
      deadline: '用时远远超过同类图片，应用已停止查询。任务仍然保留：点“继续查看”可以再查一次是否已经完成。',
      lost: '用当前密钥在服务上找不到这个任务。如果它是用另一个密钥创建的，请在“设置”中换回那个密钥，再点“继续查看”。是否扣费请以 Evolink 账户为准。',
    },
    unknown: (time) => `请求于 ${time} 发出，但没有收到回复。服务可能已经接受，也可能没有。`,
    at: (time) => time,
    on: (time) => time,
    unknownPriced: (time, credits) => `请求于 ${time} 发出，但没有收到回复。服务可能已经接受，也可能没有。如果已接受，费用为 ${credits}。`,
    sendTitle: '再次发送？',
    sendText: (credits) => `如果第一次请求其实已送达，会重复扣费，再用 ${credits}。不确定时请先重新查询。`,
    sendTextUnpriced: '如果第一次请求其实已送达，会重复扣费。不确定时请先重新查询。',
  },
});
