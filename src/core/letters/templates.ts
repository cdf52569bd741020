import type { Wording } from './slots.ts';

/** 一步对外意味着什么；每一种有一个自带的函件模板。 */
export type Bearing = 'forward' | 'progress' | 'back' | 'done' | 'stop' | 'undo' | 'begun';

type Template = Wording & Readonly<{ zh: string; when: string }>;
const foot = '\n\n{发文单位}\n{日期}\n\n抄送：{抄送单位}';

/** 自带的模板。A department may write its own over them; these stay and can be taken up again. */
export const ownTemplates: Readonly<Record<Bearing, Template>> = {
  forward: {
    zh: '送请办理',
    when: '办好后转到别的单位',
    subject: '关于送请办理{事项}的函',
    text: `{受文单位}：\n\n　　{事项}已由我单位办理，办理情况为“{步骤}”，现送你处（{结果}），请予办理。\n　　{期限}\n\n　　{意见}${foot}`,
  },
  progress: {
    zh: '告知进展',
    when: '办好后还在本单位或由系统继续',
    subject: '关于{事项}办理进展的告知',
    text: `{受文单位}：\n\n　　{事项}已由我单位办理，办理情况为“{步骤}”，现为“{结果}”。特此告知。\n\n　　{意见}${foot}`,
  },
  back: {
    zh: '退回补正',
    when: '退到前面的步骤',
    subject: '关于请补正{事项}的通知',
    text: `{受文单位}：\n\n　　{事项}收悉。经审核，办理情况为“{步骤}”，现退回你处。\n\n　　{意见}\n\n　　{期限}请补正后在系统中再次提交。${foot}`,
  },
  done: {
    zh: '办结通知',
    when: '事项办结',
    subject: '关于{事项}办结的通知',
    text: `{受文单位}：\n\n　　{事项}已办结，办理情况为“{步骤}”，结果为“{结果}”。特此通知。\n\n　　{意见}${foot}`,
  },
  stop: {
    zh: '办理结果通知',
    when: '不予办理、终止、取消',
    subject: '关于{事项}办理结果的通知',
    text: `{受文单位}：\n\n　　{事项}经研究，办理情况为“{步骤}”，结果为“{结果}”。\n\n　　{意见}\n\n　　如有不同意见，可在系统中查看办理经过，或与我单位联系。${foot}`,
  },
  begun: {
    zh: '新立事项告知',
    when: '一步本身不对外，由它产生的事项各告知各的，如命名',
    subject: '关于{事项}的通知',
    text: `{受文单位}：\n\n　　{发文单位}办理了“{步骤}”，{事项}现为“{结果}”。特此通知。\n\n　　{意见}${foot}`,
  },
  undo: {
    zh: '撤销告知',
    when: '函已发出，所办的一步又撤销了',
    subject: '关于撤销{事项}前一步办理的告知',
    text: `{受文单位}：\n\n　　我单位日前就{事项}所发函件，因所办的一步已经撤销，请以本函为准。{事项}现为“{结果}”。${foot}`,
  },
};
export const bearings = Object.keys(ownTemplates) as readonly Bearing[];
export const isBearing = (text: string): text is Bearing => Object.hasOwn(ownTemplates, text);
