import { defineWords } from '../i18n/words.ts';

export const uiWords = defineWords({
  en: {
    close: 'Close',
    cancel: 'Cancel',
    details: 'Details',
    requestId: 'Request ID',
    copyRequestId: 'Copy request ID',
    original: 'In the original words',
    copied: 'Copied',
  },
  'zh-CN': {
    close: '关闭',
    cancel: '取消',
    details: '详情',
    requestId: '请求编号',
    copyRequestId: '复制请求编号',
    original: '原文',
    copied: '已复制',
  },
});
