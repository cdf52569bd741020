import { z } from 'zod';
import { all, nobody, theCity, theDepartment, theGrassrootsUnion, theRiver, theStudio, theSupervisingUnion, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { topics } from '#core/library/experience.ts';
import { day, oneOf, oneOfCodes, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';

export type DifficultyState = 'raised' | 'assigned' | 'answered' | 'closed' | 'withdrawn';
export type Difficulty = Matter &
  Readonly<{
    state: DifficultyState;
    difficultyKind: string;
    text: string;
    wanted: string;
    assignedTo?: 'supervisor' | 'department';
    answerBy?: Day;
    answer: string;
    /** How often it came back unsolved. */
    reopened: number;
    closedOn?: Day;
    /** Whether a piece of guidance was made of it. */
    shared: boolean;
  }>;

export const difficultyKinds = ['人员', '资金', '物资', '场地', '技术', '知识产权', '其他'] as const;
/** 反映困难问题（四.2）：创建中遇到的困难，由市总协调处理。 */
export const difficultyForm = (_: CityTime) =>
  z.strictObject({
    kind: oneOf('哪方面的困难', difficultyKinds, { description: '四.2；四.1：人员、资金、物资、场地的支持和保障' }),
    title: words('一句话', { min: 2, max: 60, examples: ['缺一台高频检测仪'] }),
    text: words('情况', { min: 5, max: 1000, examples: ['攻关试验需要高频检测仪，本单位没有，外借手续难办。'] }),
    wanted: words('希望怎么帮', { min: 2, max: 400, examples: ['请协调兄弟单位借用三个月。'] }),
  });
export type DifficultyForm = z.infer<ReturnType<typeof difficultyForm>>;

const assignment = (_: Difficulty, { now }: Moment) =>
  z.strictObject({
    to: oneOfCodes('交给谁办', { department: '市总经济部', supervisor: '归口工会' }),
    answerBy: day('答复期限', { from: dayIn(now), to: addDays(dayIn(now), 180), example: addDays(dayIn(now), 14) }),
  });
type Assigned = Readonly<{ to: 'supervisor' | 'department'; answerBy: Day }>;
const answer = z.strictObject({
  answer: words('怎么解决的', { min: 5, max: 1000, examples: ['已协调示例单位借用三个月，联系人见附件。'] }),
  file: optionalFile('附件'),
});
/** 答复有推广价值的，整理成工作指引（四.2）：不写是哪家、是谁。 */
const sharing = ({ title, difficultyKind, answer: said }: Difficulty) =>
  z.strictObject({
    title: words('题目', { min: 4, max: 60, default: cutTo(`${difficultyKind}困难怎么办：${title}`, 60) }),
    topic: oneOf('方面', topics, { default: '困难解决' }),
    practice: words('怎么办', { min: 20, max: 4000, description: '不写是哪家、是谁', default: `遇到“${title}”的，可以这样办：${said}` }),
  });
const notShared = ({ shared }: Difficulty) => (shared ? [{ code: 'shared-already', kind: 'conflict' as const, zh: '已整理成工作指引' }] : []);
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const theAssigned: Desk<Difficulty> = (difficulty) => (difficulty.assignedTo === 'supervisor' ? theSupervisingUnion(difficulty) : theDepartment(difficulty));
const theAskers: Desk<Difficulty> = all(theStudio, theGrassrootsUnion);

/** 困难问题的一生（四.2）：反映 → 交办 → 答复 → 由反映的人确认；没解决的重新打开。 */
// oxfmt-ignore
export const difficulty = life<DifficultyState, Difficulty>()('difficulty', { zh: '困难问题', path: 'difficulties', way: ['raised', 'assigned', 'answered', 'closed'], sees: all(theRiver, theCity) }, {
  'raised':    { zh: '待交办',     desk: theDepartment, within: () => ({ workingDays: 5 }) },
  'assigned':  { zh: '办理中',     desk: theAssigned,   within: (_, { answerBy }) => (answerBy ? { on: answerBy } : { none: true }) },
  'answered':  { zh: '待反映人确认', desk: theAskers,   within: () => ({ workingDays: 10 }) },
  'closed':    { zh: '已解决',     desk: nobody, closed: true },
  'withdrawn': { zh: '已撤回',     desk: nobody, closed: true },
}, {
  assign:   { zh: '交办',         from: ['raised'],   to: 'assigned', brings: assignment, becomes: (_, { to, answerBy }: Assigned) => ({ assignedTo: to, answerBy }) },
  answer:   { zh: '答复',         from: ['assigned'], to: 'answered', brings: answer, becomes: (_, { answer: said }: z.infer<typeof answer>) => ({ answer: said }) },
  confirm:  { zh: '确认已解决',   from: ['answered'], to: 'closed',   becomes: (_, __, { now }) => ({ closedOn: dayIn(now) }) },
  handOn:   { zh: '转请重新交办', from: ['assigned'], to: 'raised',   brings: why('超出归口工会职权，请市总协调。'), tone: 'back', becomes: () => ({ assignedTo: undefined, answerBy: undefined }) },
  reopen:   { zh: '没有解决，重新打开', from: ['answered'], to: 'raised', brings: why('借用手续仍未办成。'), tone: 'back', becomes: ({ reopened }) => ({ reopened: reopened + 1, assignedTo: undefined, answerBy: undefined }) },
  share:    { zh: '整理成工作指引', from: ['closed'], to: 'same', by: theDepartment, brings: sharing, when: [notShared], quiet: true, tone: 'back' },
  withdraw: { zh: '撤回',         from: ['raised', 'assigned'], to: 'withdrawn', by: theAskers, brings: why('本单位已自行解决。'), tone: 'stop' },
});
