import { z } from 'zod';
import type { Office } from '#core/people/actor.ts';
import { all, nobody, theCity, theDepartment, theRiver, theStudio, type Desk } from '#core/people/desks.ts';
import { dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, day, file, money, oneOf, optionalFile, optionalWords, remarks, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { namedIn, type KnownPerson } from './names.ts';

export type ExperienceState = 'draft' | 'checking' | 'published' | 'withdrawn';
export type ExperienceKind = 'case' | 'guidance';
export const experienceKindZh: Readonly<Record<ExperienceKind, string>> = { case: '典型经验', guidance: '工作指引' };
export const topics = ['攻关创新', '成果转化', '传帮带', '培训交流', '安全生产', '制度建设', '经费管理', '共建联盟', '困难解决'] as const;
/** 本人同意公开姓名：点了同意，或上传签了字的同意书。 */
export type Consent = Readonly<{ person: string; on: Day; file?: string }>;
export type Experience = Matter &
  Readonly<{
    state: ExperienceState;
    experienceKind: ExperienceKind;
    topic: string;
    problem: string;
    practice: string;
    effect: string;
    /** Ledger entries and projects that prove it. */
    evidence: readonly string[];
    named: readonly Consent[];
    difficulty?: string;
    publishedOn?: Day;
    /** The people of the studio, and whoever else is known by name in its unit. */
    known: readonly KnownPerson[];
    /** Unions that have adopted it. */
    adopters: readonly string[];
  }>;

const blank = { title: '', topic: undefined as string | undefined, problem: '', practice: '', effect: '' };
const kept = (text: string) => (text === '' ? {} : { default: text });
const story = ({ title, topic, problem, practice, effect }: typeof blank) => ({
  title: words('题目', { min: 4, max: 60, examples: ['总装线返修率从4%降到1%的做法'], ...kept(title) }),
  topic: oneOf('方面', topics, topic === undefined ? {} : { default: topic }),
  problem: words('遇到什么问题', { min: 5, max: 800, examples: ['总装线返修率偏高，影响交付。'], ...kept(problem) }),
  practice: words('怎么做的', {
    min: 20,
    max: 4000,
    examples: ['先量后改：连续两周记录返修部位，找出夹具定位偏差，改进夹具并固化操作要点，新人先上道场再上线。'],
    ...kept(practice),
  }),
  effect: words('效果', { min: 5, max: 1000, examples: ['返修率由4%降到1%以下，年节约工时六百小时。'], ...kept(effect) }),
});
const proofs = z
  .array(choice('台账里的依据', 'own-evidence'))
  .min(1, '至少选一项依据')
  .max(20)
  .meta({ title: '依据', description: '成果、项目、活动，点开能看到原始记录', uniqueItems: true });
/** 写一篇典型经验（四.2）：题目、问题、做法、效果，依据从台账里选。 */
export const experienceForm = (_: CityTime) => z.strictObject({ ...story(blank), evidence: proofs });
export type ExperienceForm = z.infer<ReturnType<typeof experienceForm>>;
/** 工作指引说怎么办；有实例的，写上效果。 */
const advice = ({ title, topic, problem, practice, effect }: typeof blank) => ({
  title: words('题目', { min: 4, max: 60, examples: ['缺检测设备怎么办'], ...kept(title) }),
  topic: oneOf('方面', topics, topic === undefined ? {} : { default: topic }),
  problem: words('什么情况适用', { min: 5, max: 800, examples: ['攻关试验要用的仪器本单位没有，外借手续难办。'], ...kept(problem) }),
  practice: words('怎么办', {
    min: 20,
    max: 4000,
    description: '写步骤和找谁，不写是哪家、是谁',
    examples: ['先在本归口工会内问一遍；借不到的，写明型号和时段报市总经济部，由市总协调借用，双方签借用单。'],
    ...kept(practice),
  }),
  effect: optionalWords('效果', { max: 1000, description: '已有单位照着办的，写上效果', ...kept(effect) }),
});
/** 工作指引（四.2 宏观指导）：由经济部写。 */
export const guidanceForm = (_: CityTime) => z.strictObject(advice(blank));
export type GuidanceForm = z.infer<ReturnType<typeof guidanceForm>>;

const rewriting = (experience: Experience) =>
  experience.experienceKind === 'guidance'
    ? z.strictObject(advice(experience))
    : z.strictObject({ ...story(experience), evidence: proofs.meta({ title: '依据', default: [...experience.evidence] }) });
const consent = z.strictObject({ person: choice('同意人', 'named-people'), file: file('本人签字的同意书') });
const back = z.strictObject({ remarks });
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const adoptionForm = ({ publishedOn = '1949-10-01' }: Experience, { now }: Pick<Moment, 'now'>) =>
  z.strictObject({
    usedAt: words('采用范围', { min: 2, max: 200, examples: ['二车间装配线'] }),
    adoptedOn: day('采用日期', { from: publishedOn, to: dayIn(now), example: dayIn(now) }),
    effect: optionalWords('效果', { max: 1000, description: '还没见效的可以以后补' }),
    benefitFen: money('经济效益', { min: 0, examples: [1_000_000], description: '没有或还没算出来的不填' }).optional(),
    proof: optionalFile('证明材料'),
  });
export type AdoptionForm = Readonly<{ usedAt: string; adoptedOn: Day; effect?: string; benefitFen?: number; proof?: string }>;

type Told = Pick<Experience, 'title' | 'problem' | 'practice' | 'effect' | 'known' | 'named'>;
const wholeText = ({ title, problem, practice, effect }: Told): string => [title, problem, practice, effect].join('\n');
/** 文中点了名的人；姓名公开要本人同意（个人信息保护法）。 */
export const namedPeople = (experience: Told): readonly KnownPerson[] => namedIn(wholeText(experience), experience.known);
export const withoutConsent = (experience: Told): readonly KnownPerson[] =>
  namedPeople(experience).filter(({ id }) => !experience.named.some(({ person }) => person === id));
const everyoneAgreed = (experience: Experience) =>
  withoutConsent(experience).map(({ name }) =>
    lacking(
      'named-without-consent',
      `文中写到${name}，还没有本人同意：请登记同意，或者改为不点名`,
      '四.2',
      { operation: 'experience.consent' },
      { operation: 'experience.rewrite' },
    ),
  );
const someoneNamed = (experience: Experience) =>
  withoutConsent(experience).length > 0 ? [] : [{ code: 'all-agreed', kind: 'conflict' as const, zh: '没有待同意的人' }];
const byAStudio = ({ experienceKind }: Experience) =>
  experienceKind === 'case' ? [] : [{ code: 'own-guidance', kind: 'conflict' as const, zh: '工作指引由经济部直接发布' }];
const handedInIfByAStudio = ({ experienceKind, state }: Experience) =>
  experienceKind === 'guidance' || state === 'checking' ? [] : [{ code: 'not-handed-in', kind: 'conflict' as const, zh: '工作室还没有报送' }];
const notOwn = (experience: Experience, { actor }: Moment) =>
  experience.hostUnion !== undefined && experience.hostUnion === actor.union
    ? [{ code: 'own-experience', kind: 'conflict' as const, zh: '本单位的经验不用登记采用' }]
    : [];
const notTwice = ({ adopters }: Experience, { actor }: Moment) =>
  adopters.includes(actor.union ?? '') ? [{ code: 'adopted-already', kind: 'conflict' as const, zh: '本单位已登记采用' }] : [];

const theAuthors: Desk<Experience> = (experience) => (experience.experienceKind === 'guidance' ? theDepartment(experience) : theStudio(experience));
/** 点了名、还没表态的人，自己点同意。 */
const theNamed: Desk<Experience> = (experience) =>
  withoutConsent(experience).flatMap(({ id: person }) => (['member', 'lead', 'secretary'] as const).map((office) => ({ office, person })));
const theConsenting: Desk<Experience> = ({ named }) =>
  named.flatMap(({ person }) => (['member', 'lead', 'secretary'] as const).map((office) => ({ office, person })));
const everybody: readonly Office[] = ['lead', 'secretary', 'member', 'unit', 'grassroots', 'supervisor', 'department', 'leadership', 'expert', 'auditor'];
/** 发布以后全市可看；发布以前只有自己这边、归口工会和市总。 */
const readers: Desk<Experience> = (experience) =>
  experience.state === 'published' ? everybody.map((office) => ({ office })) : experience.experienceKind === 'guidance' ? [] : theRiver(experience);
const theUnions: Desk<unknown> = () => [{ office: 'grassroots' }, { office: 'unit' }];
type Written = Partial<ExperienceForm>;
/** 同意的是看过的那一稿：文字改了，点了名的人重新同意。 */
const rewritten = (before: Experience, brought: Written): Partial<Experience> => ({
  ...brought,
  ...((['title', 'problem', 'practice', 'effect'] as const).some((part) => brought[part] !== before[part]) ? { named: [] } : {}),
});

/** 典型经验的一生（四.2）：写 → 点名的人同意 → 市总审核 → 发布，别的单位采用。 */
// oxfmt-ignore
export const experience = life<ExperienceState, Experience>()('experience', { zh: '经验', path: 'experiences', way: ['draft', 'checking', 'published'], sees: all(readers, theNamed, theCity), insiders: all(theRiver, theAuthors, theCity) }, {
  'draft':     { zh: '撰写中',   desk: theAuthors },
  'checking':  { zh: '市总审核', desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'published': { zh: '已发布',   desk: nobody },
  'withdrawn': { zh: '已撤下',   desk: nobody, closed: true },
}, {
  agree:    { zh: '同意公开我的姓名', from: ['draft'], to: 'same', by: theNamed, tone: 'back', becomes: ({ named }, _, { actor, now }) => ({ named: [...named, { person: actor.id, on: dayIn(now) }] }) },
  consent:  { zh: '登记本人同意', from: ['draft'], to: 'same', brings: consent, when: [someoneNamed], tone: 'back', becomes: ({ named }, { person, file: signed }: z.infer<typeof consent>, { now }) => ({ named: [...named, { person, file: signed, on: dayIn(now) }] }) },
  rewrite:  { zh: '修改',         from: ['draft'], to: 'same', brings: rewriting, tone: 'back', becomes: rewritten },
  submit:   { zh: '报送市总',     from: ['draft'], to: 'checking', when: [byAStudio, everyoneAgreed] },
  publish:  { zh: '发布',         from: ['draft', 'checking'], to: 'published', by: theDepartment, when: [handedInIfByAStudio, everyoneAgreed], becomes: (_, __, { now }) => ({ publishedOn: dayIn(now) }) },
  sendBack: { zh: '退回修改',     from: ['checking'], to: 'draft', brings: back, tone: 'back' },
  adopt:    { zh: '我单位已采用', from: ['published'], to: 'same', by: theUnions, brings: adoptionForm, when: [notOwn, notTwice], quiet: true, tone: 'back' },
  withdraw: { zh: '撤下',         from: ['draft', 'checking', 'published'], to: 'withdrawn', by: all(theAuthors, theDepartment as Desk<Experience>), brings: why('做法已经过时。'), tone: 'stop', becomes: () => ({ publishedOn: undefined }) },
  retract:  { zh: '不再同意公开我的姓名', from: ['draft', 'checking', 'published'], to: 'draft', by: theConsenting, tone: 'back', becomes: ({ named }, _, { actor }) => ({ publishedOn: undefined, named: named.filter(({ person }) => person !== actor.id) }) },
});
