import { z } from 'zod';
import type { Office } from '#core/people/actor.ts';
import { all, nobody, theCity, theDepartment, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, dayZh, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, count, day, oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type MeetingState = 'prepared' | 'under-way' | 'adjourned' | 'closed' | 'cancelled';
export type MeetingItemState = 'pending' | 'deferred' | 'decided' | 'released' | 'dropped';
/** 哪个办公室的会：研究的就是它桌上的事项。 */
export type MeetingBody = Extract<Office, 'leadership' | 'department'>;
export const bodyZh: Readonly<Record<MeetingBody, string>> = { leadership: '主席办公会', department: '经济部部务会' };
export const meetingItemZh: Readonly<Record<MeetingItemState, string>> = {
  pending: '待研究',
  deferred: '暂缓',
  decided: '已议定，未发布',
  released: '已发布',
  dropped: '已移出',
};

/**
 * 一项议题。议定的先记在这里：用事项自己的哪个办法、带什么内容、当时看到的是第几版；发布时才照办。
 * `seen` is the version of the matter on which it was decided.
 */
export type MeetingItem = Readonly<{
  id: string;
  matterId: string;
  position: number;
  state: MeetingItemState;
  version: number;
  step?: string;
  input?: Readonly<Record<string, unknown>>;
  seen?: number;
  note: string;
  decidedBy?: string;
  decidedAt?: CityTime;
  releasedAt?: CityTime;
}>;
export type Meeting = Matter &
  Readonly<{
    state: MeetingState;
    body: MeetingBody;
    heldOn: Day;
    place: string;
    chair: string;
    present: readonly string[];
    guests: string;
    minutesNo?: string;
    remarks: string;
    begunAt?: CityTime;
    endedAt?: CityTime;
    items: readonly MeetingItem[];
  }>;

const whenAndWhere = (now: CityTime) => ({
  heldOn: day('会议日期', { from: addDays(dayIn(now), -7), to: addDays(dayIn(now), 90), example: dayIn(now) }),
  place: words('地点', { min: 2, max: 100, examples: ['机关三楼会议室'] }),
});
/** 筹备会议：议程由所在办公室桌上待办的事项拟出，可以再增减、调整次序。 */
export const meetingForm = (now: CityTime) => z.strictObject({ body: oneOfCodes('什么会议', bodyZh), ...whenAndWhere(now) });
export type MeetingForm = z.infer<ReturnType<typeof meetingForm>>;
export const meetingTitle = (body: MeetingBody, heldOn: Day): string => `${bodyZh[body]}（${dayZh(heldOn)}）`;

const theBody: Desk<Meeting> = ({ body }) => [{ office: body }];
/** 散会结束以前，只有开会的和筹备的看得到；结束以后经审会也看得到。 */
const seesMeeting: Desk<Meeting> = (meeting) => [...theBody(meeting), ...theDepartment(meeting), ...(meeting.state === 'closed' ? theCity(meeting) : [])];

const open: readonly MeetingItemState[] = ['pending', 'deferred', 'decided'];
const inAgenda = ({ items }: Meeting, ...states: readonly MeetingItemState[]) => items.filter(({ state }) => states.includes(state));
const someItems = (meeting: Meeting) =>
  inAgenda(meeting, ...open).length > 0 ? [] : [lacking('no-items', '议程还是空的，请先列入要研究的事项', undefined, { operation: 'meeting.put' })];
const someHeld = (meeting: Meeting) =>
  inAgenda(meeting, 'decided').length > 0 ? [] : [{ code: 'nothing-held', kind: 'conflict' as const, zh: '没有已议定、还没有发布的' }];
const someOpen = (meeting: Meeting) =>
  inAgenda(meeting, ...open).length > 0 ? [] : [{ code: 'nothing-open', kind: 'conflict' as const, zh: '没有可以研究的议题' }];

const present = z.strictObject({
  chair: choice('主持人', 'meeting-people'),
  present: z.array(choice('出席', 'meeting-people')).min(1, '请至少选一人').max(60).meta({ title: '出席', uniqueItems: true }),
  guests: optionalWords('列席', { max: 300, description: '姓名和单位，一个接一个写' }),
});
/** `at` is the version of the item as it was seen: two who decide the same at the same moment find each other. */
const item = { item: choice('议题', 'agenda-items') };
const seenAt = { at: count('看到的是第几版', { min: 1, 'x-untold': true }).optional() };
const decision = z.strictObject({
  ...item,
  // What they mean in words stands on the agenda; the history need not say it in codes.
  step: words('怎样办', { max: 40, 'x-untold': true }),
  input: z.record(z.string().max(80), z.unknown()).default({}).meta({ title: '内容', 'x-untold': true, 'x-described-by': 'step' }),
  note: optionalWords('议定意见', { max: 1000 }),
  ...seenAt,
});
const putOff = z.strictObject({ ...item, note: words('暂缓的理由', { min: 2, max: 500, examples: ['材料待补，下次再议。'] }), ...seenAt });
const put = z.strictObject({ matter: choice('事项', 'agenda-candidates') });
const order = z.strictObject({ items: z.array(choice('议题', 'agenda-items')).min(1).max(200).meta({ title: '次序', uniqueItems: true }) });
const held = z.strictObject({ item: choice('议题', 'held-items') });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['改期再开。'] }) });
const remarks = z.strictObject({ remarks: words('会议其他情况', { max: 2000, examples: ['会议听取了经济部关于年度工作的汇报。'] }) });

/** Changes one item, which counts its own versions. */
const changed = (items: readonly MeetingItem[], id: string, change: Partial<MeetingItem>): readonly MeetingItem[] =>
  items.map((one) => (one.id === id ? { ...one, ...change, version: one.version + 1 } : one));
const nothingDecided = { step: undefined, input: undefined, seen: undefined, decidedBy: undefined, decidedAt: undefined };

const decide = ({ items }: Meeting, { item: id, step, input, note = '' }: z.infer<typeof decision>, { actor, now }: Moment) => ({
  items: changed(items, id, { state: 'decided', step, input, note, seen: undefined, decidedBy: actor.id, decidedAt: now }),
});
const defer = ({ items }: Meeting, { item: id, note }: z.infer<typeof putOff>) => ({
  items: changed(items, id, { ...nothingDecided, state: 'deferred', note }),
});
const drop = ({ items }: Meeting, { item: id }: { item: string }) => ({ items: changed(items, id, { ...nothingDecided, state: 'dropped' }) });
/** 列入：移出过的回到议程末尾。 */
const add = ({ items }: Meeting, { matter }: z.infer<typeof put>, { newId }: Moment) => {
  const position = items.reduce((most, one) => Math.max(most, one.position), -1) + 1;
  const known = items.find(({ matterId }) => matterId === matter);
  return {
    items: known
      ? changed(items, known.id, { state: 'pending', position })
      : [...items, { id: newId(), matterId: matter, position, state: 'pending' as const, version: 1, note: '' }],
  };
};
/** 次序：没有提到的排在后面，彼此次序不变。 */
const reorder = ({ items }: Meeting, { items: wanted }: z.infer<typeof order>) => {
  const rank = (id: string): number => (wanted.includes(id) ? wanted.indexOf(id) : wanted.length);
  const sorted = items.toSorted((a, b) => rank(a.id) - rank(b.id) || a.position - b.position);
  return { items: sorted.map((one, position) => (one.position === position ? one : { ...one, position, version: one.version + 1 })) };
};
/** 散会：没有研究到的留待下次。 */
const adjourn = ({ items }: Meeting, _: unknown, { now }: Moment) => ({
  endedAt: now,
  items: items.map((one) => (one.state === 'pending' ? { ...one, state: 'deferred' as const, note: '本次没有研究，留待下次', version: one.version + 1 } : one)),
});
const release = ({ items }: Meeting, { item: id }: z.infer<typeof held>, { now }: Moment) => ({
  items: changed(items, id, { state: 'released', releasedAt: now }),
});

const heldBeside = ({ items }: Meeting, id?: string): boolean => items.some((one) => one.state === 'decided' && one.id !== id);
/** 散会以后，都发布了（或改为暂缓），会议就结束。 */
const onceSettled = (meeting: Meeting, { item: id }: { item: string }): MeetingState =>
  meeting.state === 'adjourned' && !heldBeside(meeting, id) ? 'closed' : meeting.state;
const begin = (_: Meeting, brought: z.infer<typeof present>, { now, numbers }: Moment) => ({
  guests: '',
  ...brought,
  begunAt: now,
  minutesNo: `${yearOf(dayIn(now))}年第${numbers['meeting']?.[0] ?? 0}号`,
});
const arranged = (_: Meeting, { now }: Moment) => z.strictObject(whenAndWhere(now));

/** 会议的一生：筹备 → 开会，逐项议定（先记着）→ 散会 → 发布，发布时才逐项照办。 */
// oxfmt-ignore
export const meeting = life<MeetingState, Meeting>()('meeting', { zh: '会议', path: 'meetings', way: ['prepared', 'under-way', 'adjourned', 'closed'], sees: seesMeeting, insiders: seesMeeting }, {
  'prepared':  { zh: '筹备中',         desk: theDepartment, within: (_, { heldOn }) => ({ on: heldOn }) },
  'under-way': { zh: '会议中',         desk: all<Meeting>(theBody, (subject) => (subject.body === 'department' ? [] : theDepartment(subject))) },
  'adjourned': { zh: '已散会，待发布', desk: theBody, within: () => ({ workingDays: 5 }) },
  'closed':    { zh: '已结束',         desk: nobody, closed: true },
  'cancelled': { zh: '已取消',         desk: nobody, closed: true },
}, {
  begin:   { zh: '开会',         from: ['prepared'], to: 'under-way', brings: present, when: [someItems], draws: () => ({ meeting: 1 }), becomes: begin },
  adjourn: { zh: '散会',         from: ['under-way'], to: (subject) => (heldBeside(subject) ? 'adjourned' : 'closed'), becomes: adjourn },
  release: { zh: '发布',         from: ['under-way', 'adjourned'], to: onceSettled, by: theBody, brings: held, when: [someHeld], becomes: release },
  decide:  { zh: '议定',         from: ['under-way', 'adjourned'], to: 'same', by: theBody, brings: decision, when: [someOpen], quiet: true, tone: 'back', becomes: decide },
  defer:   { zh: '暂缓',         from: ['under-way', 'adjourned'], to: onceSettled, by: theBody, brings: putOff, when: [someOpen], tone: 'back', becomes: defer },
  put:     { zh: '列入议程',     from: ['prepared', 'under-way'], to: 'same', by: theDepartment, brings: put, quiet: true, tone: 'back', becomes: add },
  drop:    { zh: '移出议程',     from: ['prepared'], to: 'same', by: theDepartment, brings: z.strictObject(item), when: [someOpen], quiet: true, tone: 'back', becomes: drop },
  order:   { zh: '调整次序',     from: ['prepared', 'under-way'], to: 'same', by: theDepartment, brings: order, when: [someOpen], quiet: true, tone: 'back', becomes: reorder },
  arrange: { zh: '修改时间地点', from: ['prepared'], to: 'same', brings: arranged, tone: 'back', becomes: ({ body }, brought: { heldOn: Day; place: string }) => ({ ...brought, dueOn: brought.heldOn, title: meetingTitle(body, brought.heldOn) }) },
  remark:  { zh: '记其他情况',   from: ['under-way', 'adjourned'], to: 'same', by: theDepartment, brings: remarks, quiet: true, tone: 'back', becomes: (_, brought: z.infer<typeof remarks>) => brought },
  cancel:  { zh: '取消会议',     from: ['prepared'], to: 'cancelled', brings: why, tone: 'stop' },
});
