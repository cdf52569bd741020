import { askedItems } from '#core/acceptance/sheet.ts';
import { addDays, addWorkingDays, type Day } from '#core/shared/days.ts';
import { object } from '#server/actions/object.ts';
import type { House } from '#server/kernel/house.ts';
import type { Cast } from './people.ts';
import type { Player } from './player.ts';
import type { Goal, Story } from './studio-story.ts';
import type { timetable } from './timetable.ts';

type City = Readonly<{ house: House; play: Player; cast: Cast; table: ReturnType<typeof timetable> }>;

/** The chain in order; a story stops where its goal says. */
const order: readonly Goal[] = [
  'draft',
  'unit-review',
  'union-check',
  'unit-publicity',
  'union-review',
  'formal-check',
  'arranging',
  'scoring',
  'reviewed',
  'passed',
  'posted',
  'named',
  'account',
  'checking',
  'paying',
  'receipt',
  'paid',
];
/** Goals off the straight road: where they leave it. */
const leaves: Readonly<Partial<Record<Goal, Goal>>> = {
  returned: 'union-review',
  correction: 'formal-check',
  rejected: 'formal-check',
  withdrawn: 'formal-check',
  rectifying: 'reviewed',
  failed: 'reviewed',
  objected: 'posted',
  struck: 'posted',
  founded: 'draft',
  ledger: 'draft',
};
const reaches = (goal: Goal, stage: Goal): boolean => order.indexOf(leaves[goal] ?? goal) >= order.indexOf(stage);
export const isWeak = (goal: Goal): boolean => goal === 'rectifying' || goal === 'failed';

const kindOpinion = { opinion: '材料齐全属实，同意。' };
const sealed = async (play: Player, chair: Parameters<Player['scan']>[0], name: string) => ({ ...kindOpinion, seal: await play.scan(chair, name) });

/** 从申报到验收，逐步办理；每一步在前一步之后若干个工作日。 */
export function declare(city: City, story: Story, from: Day): void {
  const { house, play, cast, table } = city;
  const { goal, unit, lead, secretary, seed } = story;
  const clerk = cast.department[seed % 2]!;
  const supervisor = unit.union.supervisor;
  const id = () => story.declaration ?? '';
  const steps: readonly (readonly [Goal, number, () => Promise<void>])[] = [
    [
      'draft',
      0,
      async () => {
        const { matter } = await play.begin(lead, 'declaration.open', undefined);
        story.declaration = matter ?? '';
        await play.step(secretary, 'declaration', id(), 'fill', {
          statement: '工作室围绕本单位生产难题开展攻关、培训和带徒，成员分工明确，活动经常。',
          goals: '每年完成攻关一至两项，三年内培养业务骨干五名、形成成果五项。',
          ipStatement: '职务发明，归单位所有',
        });
      },
    ],
    ['unit-review', 1, async () => void (await play.step(lead, 'declaration', id(), 'submit', { pledge: true }))],
    ['union-check', 2, async () => void (await play.step(unit.management, 'declaration', id(), 'concur', await sealed(play, unit.management, '单位行政意见')))],
    [
      'unit-publicity',
      1,
      async () =>
        void (await play.step(unit.grassroots, 'declaration', id(), 'post', { until: addWorkingDays(house.calendar, play.today(), 5), place: '厂务公开栏' })),
    ],
    [
      'union-review',
      6,
      async () => {
        await play.step(unit.grassroots, 'declaration', id(), 'forward', {
          ...(await sealed(play, unit.grassroots, '基层工会意见')),
          proof: await play.scan(unit.grassroots, '公示证明'),
        });
        if (goal === 'returned')
          table.on(
            addDays(play.today(), 2),
            async () =>
              void (await play.step(supervisor, 'declaration', id(), 'sendBack', { remarks: [{ field: '工作室简介', says: '请写明本年度攻关项目的进展。' }] })),
          );
      },
    ],
    [
      'formal-check',
      3,
      async () => {
        await play.step(supervisor, 'declaration', id(), 'endorse', { ...(await sealed(play, supervisor, '归口工会推荐意见')), rank: 1 + (seed % 4) });
        if (goal === 'correction')
          table.on(
            addDays(play.today(), 1),
            async () =>
              void (await play.step(clerk, 'declaration', id(), 'correct', { remarks: [{ field: '有工作经费', says: '请补充经费到账凭证扫描件。' }] })),
          );
        if (goal === 'rejected')
          table.on(
            addDays(play.today(), 2),
            async () =>
              void (await play.step(clerk, 'declaration', id(), 'reject', {
                opinion: '与本单位已命名工作室成员和项目重复，不予受理。',
                seal: await play.scan(clerk, '不予受理通知'),
              })),
          );
        if (goal === 'withdrawn')
          table.on(
            addDays(play.today(), 1),
            async () => void (await play.step(lead, 'declaration', id(), 'withdraw', { reason: '单位正在搬迁，明年再申报。' })),
          );
      },
    ],
    [
      'arranging',
      2,
      async () => {
        await play.step(clerk, 'declaration', id(), 'accept');
        const acceptance = await house.db.selectFrom('acceptance').select('id').where('declaration', '=', id()).executeTakeFirstOrThrow();
        story.acceptance = acceptance.id;
      },
    ],
    ['scoring', 3, () => appoint(city, story)],
    ['reviewed', 5, () => conclude(city, story)],
    ['passed', 1, async () => void (await play.step(clerk, 'acceptance', story.acceptance ?? '', 'confirm', kindOpinion))],
  ];
  let day = from;
  for (const [stage, after, run] of steps) {
    day = after === 0 ? day : addWorkingDays(house.calendar, day, after);
    if (reaches(goal, stage) || (stage === 'passed' && isWeak(goal))) table.on(day, run);
  }
}

async function appoint({ play, cast, house }: City, { seed, acceptance = '', goal }: Story): Promise<void> {
  const clerk = cast.department[seed % 2]!;
  const group = [0, 1, 2, 3, 4].slice(0, seed % 3 === 0 ? 5 : 3).map((n) => cast.experts[(seed + n * 2) % cast.experts.length]!);
  await play.step(clerk, 'acceptance', acceptance, 'appoint', {
    experts: group.map(({ person }) => person),
    leader: group[0]!.person,
    visitOn: play.today(),
    place: '工作室所在地',
  });
  const sheets = await house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['sheet.id', 'expertId'])
    .where('matter.parent', '=', acceptance)
    .execute();
  for (const { id, expertId } of sheets)
    await play.step(
      cast.experts.find(({ person }) => person === expertId)!,
      'sheet',
      id,
      'accept',
    );
  if (goal === 'scoring') await score({ play, cast, house }, acceptance, seed, false, 1);
}

/** A plausible sheet: mostly full marks, a reason for every deduction. */
function scores(house: House, standard: string, seed: number, weak: boolean): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [index, { code, max }] of askedItems(house.standards.get(standard)).entries()) {
    const points = weak && /^(C3|D2)/.test(code) ? 1 : max - ((seed + index) % 4 === 0 ? 0.5 : 0);
    input[code] = points;
    if (points < max) input[`${code}-reason`] = weak && points === 1 ? '场所面积不足，设备与清单不符。' : '资料整理不够规范。';
  }
  return { ...input, advice: '继续坚持，注意成果总结。' };
}

async function score(
  { play, cast, house }: Pick<City, 'play' | 'cast' | 'house'>,
  acceptance: string,
  seed: number,
  weak: boolean,
  most: number,
): Promise<void> {
  const sheets = await house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['sheet.id', 'expertId', 'matter.standard'])
    .where('matter.parent', '=', acceptance)
    .where('matter.state', '=', 'scoring')
    .orderBy('sheet.id')
    .execute();
  for (const [n, { id, expertId, standard }] of sheets.slice(0, most).entries())
    await play.step(
      cast.experts.find(({ person }) => person === expertId)!,
      'sheet',
      id,
      'submit',
      scores(house, standard, seed + n, weak),
    );
}

async function conclude(city: City, { seed, acceptance = '', goal }: Story): Promise<void> {
  const { play, cast, house } = city;
  await score(city, acceptance, seed, isWeak(goal), 9);
  const { leaderId } = await house.db.selectFrom('acceptance').select('leaderId').where('id', '=', acceptance).executeTakeFirstOrThrow();
  const leader = cast.experts.find(({ person }) => person === leaderId)!;
  await play.step(leader, 'acceptance', acceptance, 'record', {
    visitedOn: play.today(),
    heardReport: true,
    checkedMaterials: true,
    sawSite: true,
    ...(isWeak(goal) ? { problems: '场所面积不足，设备与清单不符。' } : {}),
  });
  await play.step(leader, 'acceptance', acceptance, 'conclude');
}

/** 一批命名：提请 → 会议 → 公示（期满自动转签）→ 签发 → 授牌、补助。`sign` says whether it gets that far before the demo starts. */
export function nameBatch(city: City, day: Day, number: number, stories: readonly Story[], sign: boolean): void {
  const { house, play, cast, table } = city;
  const [clerk, leader] = [cast.department[0]!, cast.leaders[0]!];
  let batch = '';
  table.on(day, async () => {
    const open = await house.db.selectFrom('matter').select('id').where('kind', '=', 'designation').where('state', '=', 'draft').executeTakeFirst();
    if (open === undefined) return;
    batch = open.id;
    await play.step(clerk, 'designation', batch, 'submit');
    await play.step(leader, 'designation', batch, 'approve', { minutesNo: `主席办公会〔2013〕${number * 3}号`, metOn: play.today() });
  });
  table.on(addWorkingDays(house.calendar, day, 2), () => objections(city, batch, stories));
  if (!sign) return;
  const signing = addWorkingDays(house.calendar, day, 7);
  table.on(signing, async () => {
    if (batch === '') return;
    await play.step(leader, 'designation', batch, 'sign');
    for (const story of stories) await afterwards(city, story, play.today());
  });
}

/** 公示期间的异议：一件成立、一件不成立、一件还在核查。 */
async function objections({ house, play, cast }: City, batch: string, stories: readonly Story[]): Promise<void> {
  const notice = await house.db.selectFrom('matter').select('id').where('parent', '=', batch).where('kind', '=', 'publicity').executeTakeFirst();
  if (notice === undefined) return;
  const raise = async (studio: string, grounds: string) => {
    const { receipt } = await object(house, {
      notice: notice.id,
      studio,
      byKind: 'person',
      name: '庚示例',
      phone: '0592-0000000',
      address: '厦门市示例路1号',
      grounds,
      from: { address: '127.0.0.1', request: 'demo' },
    });
    return (await house.db.selectFrom('objection').select('id').where('receipt', '=', receipt).executeTakeFirstOrThrow()).id;
  };
  const clerk = cast.department[1]!;
  const settle = async (id: string, verdict: 'uphold' | 'reject', finding: string) => {
    await play.step(clerk, 'objection', id, 'admit');
    await play.step(clerk, 'objection', id, verdict, { finding });
    await play.step(clerk, 'objection', id, 'answer', { reply: `您反映的情况已核查：${finding}感谢监督。` });
  };
  const struck = stories.find(({ goal }) => goal === 'struck');
  if (struck)
    await settle(await raise(struck.studio, '名单中的成果与另一单位的获奖成果相同，署名不符。'), 'uphold', '经查，所列成果署名与获奖证书不一致，异议成立。');
  const open = stories.find(({ goal }) => goal === 'objected');
  if (open) await play.step(clerk, 'objection', await raise(open.studio, '该工作室的攻关项目实际由其他班组完成，请核查。'), 'admit');
  const [cleared] = stories.filter(({ goal }) => goal === 'paid');
  if (cleared && !struck && !open)
    await settle(await raise(cleared.studio, '该工作室成员名单与实际不符，请核查。'), 'reject', '经查，成员名单与考勤和项目记录一致，异议不成立。');
}

/** 命名以后：授牌、报账户、核定、拨付、回执，各走到各自的目标。 */
async function afterwards({ house, play, cast, table }: City, story: Story, named: Day): Promise<void> {
  const { goal, studio, unit, seed } = story;
  const title = await house.db.selectFrom('matter').select('id').where('studio', '=', studio).where('kind', '=', 'title').executeTakeFirst();
  const grant = await house.db.selectFrom('subsidy').select('id').where('studioId', '=', studio).executeTakeFirst();
  if (title === undefined || grant === undefined) return;
  const [clerk, accountant] = [cast.department[seed % 2]!, cast.finance[seed % 2]!];
  const after = (days: number) => addWorkingDays(house.calendar, named, days);
  if (goal !== 'named')
    table.on(after(6), async () => void (await play.step(clerk, 'title', title.id, 'award', { awardedOn: play.today(), receivedBy: '工会主席' })));
  if (reaches(goal, 'checking'))
    table.on(
      after(2),
      async () =>
        void (await play.step(unit.grassroots, 'grant', grant.id, 'register', {
          accountName: `${unit.unit}工会委员会`,
          bank: '示例银行厦门分行',
          accountNo: `00001111222233${String(10 + seed)}`,
        })),
    );
  if (reaches(goal, 'paying')) table.on(after(4), async () => void (await play.step(clerk, 'grant', grant.id, 'check', kindOpinion)));
  if (reaches(goal, 'receipt'))
    table.on(
      after(7),
      async () => void (await play.step(accountant, 'grant', grant.id, 'pay', { paidOn: play.today(), voucherNo: `银付字第${300 + seed}号` })),
    );
  if (reaches(goal, 'paid'))
    table.on(
      after(9),
      async () => void (await play.step(unit.grassroots, 'grant', grant.id, 'confirm', { receipt: await play.scan(unit.grassroots, '收款收据') })),
    );
}
