import type { Acceptance } from './acceptance/life.ts';
import type { Designation } from './batch/designation.ts';
import type { Declaration } from './declaration/life.ts';
import type { Kind } from './lives.ts';
import type { Objection } from './objection/life.ts';
import type { Event, Matter } from './shared/life.ts';
import type { Title } from './title/life.ts';

/** What follows, as data: the server carries it out in the same transaction. */
export type Effect =
  | Readonly<{ do: 'freeze'; purpose: string }>
  | Readonly<{ do: 'milestone'; milestone: 'created' | 'qualified'; studio: string }>
  | Readonly<{ do: 'standing'; studio: string; standing: string; plaqueNo?: string }>
  | Readonly<{ do: 'open-acceptance'; declaration: string }>
  | Readonly<{ do: 'open-sheets'; experts: readonly string[] }>
  | Readonly<{ do: 'refresh-parent' }>
  | Readonly<{ do: 'refresh-siblings' }>
  | Readonly<{ do: 'enlist'; studio: string; acceptance: string; standard: string }>
  | Readonly<{ do: 'open-publicity' }>
  | Readonly<{ do: 'close-designation' }>
  | Readonly<{ do: 'open-title'; studio: string; standard: string; plaqueNo: string; documentNumber: string }>
  | Readonly<{ do: 'open-grant'; studio: string; standard: string }>
  | Readonly<{ do: 'item'; transition: 'suspend' | 'restore' | 'drop'; studio: string; reason: string }>
  | Readonly<{ do: 'notify-studio'; text: string }>;

type Follow<M> = (next: M, event: Event, before: M) => readonly Effect[];
const on =
  <M extends Matter>(follow: Follow<M>): Follow<Matter> =>
  (next, event, before) =>
    follow(next as M, event, before as M);
const expertsBrought = (brought: unknown): readonly string[] => {
  const { experts, expert } = brought as { experts?: readonly string[]; expert?: string };
  return experts ?? (expert === undefined ? [] : [expert]);
};

/** 什么之后必有什么（四.1、四.2、四.3）。一行一条，`事项.动作` → 后果。 */
export const reactions: Readonly<Partial<Record<`${Kind}.${string}`, Follow<Matter>>>> = {
  'declaration.submit': on<Declaration>(({ studio = '' }) => [
    { do: 'freeze', purpose: '申报' },
    { do: 'standing', studio, standing: 'declaring' },
  ]),
  'declaration.amend': on<Declaration>(() => [{ do: 'freeze', purpose: '补正' }]),
  'declaration.accept': on<Declaration>(({ id, studio = '' }) => [
    { do: 'freeze', purpose: '受理' },
    { do: 'milestone', milestone: 'created', studio },
    { do: 'standing', studio, standing: 'created' },
    { do: 'open-acceptance', declaration: id },
    { do: 'notify-studio', text: '申报已受理，计入创建数；市总将组织考核验收' },
  ]),
  'declaration.sendBack': on<Declaration>(({ studio = '' }) => [{ do: 'standing', studio, standing: 'incubating' }]),
  'declaration.reject': on<Declaration>(({ studio = '' }) => [
    { do: 'standing', studio, standing: 'incubating' },
    { do: 'notify-studio', text: '申报未予受理，理由见申报事项' },
  ]),
  'declaration.withdraw': on<Declaration>(({ studio = '' }) => [{ do: 'standing', studio, standing: 'incubating' }]),

  'acceptance.appoint': (_, { brought }) => [{ do: 'open-sheets', experts: expertsBrought(brought) }, { do: 'refresh-parent' }],
  'acceptance.reinforce': (_, { brought }) => [{ do: 'open-sheets', experts: expertsBrought(brought) }],
  'acceptance.conclude': () => [{ do: 'freeze', purpose: '验收结果' }],
  'acceptance.confirm': on<Acceptance>(({ id, studio = '', state, standard }) =>
    state === 'passed'
      ? [
          { do: 'enlist', studio, acceptance: id, standard },
          { do: 'notify-studio', text: '考核验收达标，已列入命名名单' },
        ]
      : [{ do: 'notify-studio', text: state === 'rectifying' ? '考核验收未达标，请在期限内整改后申请复验' : '复验仍未达标，验收未通过' }],
  ),

  'sheet.submit': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],
  'sheet.reopen': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],
  'sheet.recuse': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],
  'sheet.dismiss': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],

  'designation.approve': on<Designation>(({ items, state }) => [
    ...(state === 'publicity' ? [{ do: 'open-publicity' } as const] : []),
    ...items
      .filter((item) => item.state === 'deferred')
      .map(({ studioId: studio, acceptanceId: acceptance, standard }) => ({ do: 'enlist', studio, acceptance, standard }) as const),
  ]),
  'designation.sign': on<Designation>(({ items, documentNumber = '' }) =>
    items
      .filter(({ state }) => state === 'named')
      .flatMap(({ studioId: studio, standard, plaqueNo = '' }): readonly Effect[] => [
        { do: 'milestone', milestone: 'qualified', studio },
        { do: 'standing', studio, standing: 'qualified', plaqueNo },
        { do: 'open-title', studio, standard, plaqueNo, documentNumber },
        { do: 'open-grant', studio, standard },
      ]),
  ),
  'publicity.end': () => [{ do: 'close-designation' }],
  'title.award': on<Title>(({ studio = '', standard }) => [
    { do: 'standing', studio, standing: 'in-force' },
    { do: 'open-grant', studio, standard },
    { do: 'notify-studio', text: '已授牌' },
  ]),

  'objection.open': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'suspend', studio, reason: '公示期间收到异议，核查中' }]),
  'objection.reject': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'restore', studio, reason: '异议不成立' }]),
  'objection.dismiss': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'restore', studio, reason: '异议不予受理' }]),
  'objection.uphold': on<Objection>(({ studio = '', finding = '' }) => [{ do: 'item', transition: 'drop', studio, reason: `异议成立：${finding}` }]),
};
