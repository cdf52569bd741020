import { yuan } from '../shared/money.ts';
import { officeZh } from '../people/actor.ts';
import { signedStepZh } from './signing.ts';
import { itemsOf, type Standard, type Threshold } from './standard.ts';

/**
 * One thing a standard says. Two versions are compared line by line: `key` is what stays the same between versions
 * (a criterion is known by its key, not by its number or name), `group` what stands or falls as a whole; what is `aside`
 * goes without saying when the whole is new or gone.
 */
export type Line = Readonly<{ key: string; group: string; part: string; what: string; says: string; clause?: string; aside?: true }>;

/** 指标的名称和单位，门槛用它写成话。 */
const metricZh: Readonly<Record<string, string>> = {
  validLeadHonours: '领衔人有效的劳模荣誉',
  specialists: '有专长的成员',
  fixedPlaces: '固定场所',
  equipmentEntries: '仪器设备',
  projectsActiveInYear: '当年进行中的项目',
  regulationsInForce: '现行制度',
  ledgerEntriesInYear: '当年台账记录',
  fundsReceivedInYearFen: '当年到账经费',
  recognisedAchievementsInYear: '当年得到认可或认定的成果',
  plaqueOrSignDisplayed: '牌匾或标识',
};
const floor = ({ metric, value, per }: Threshold): string =>
  `${metricZh[metric] ?? metric}不少于${metric.endsWith('Fen') ? yuan(value) : value}${per === 'year' ? '（每年）' : ''}`;
const floors = (thresholds: readonly Threshold[]): string => thresholds.map(floor).join('；') || '无门槛';

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
const parts = {
  document: '文件',
  eligibility: '资格条件',
  criteria: '七个有',
  rubric: '评分细则',
  scoring: '计分',
  money: '补助',
  limits: '时限',
  year: '年度',
  targets: '目标任务',
  signing: '会签',
} as const;
/** The order in which a standard is read. */
export const partsInOrder: readonly string[] = Object.values(parts);

type Said = readonly [what: string, says: string | number | null | undefined];
const shown = (says: Said[1]): string => (says === null || says === undefined || says === '' ? '未写明' : String(says));
/** A whole: its first line says what it is, the others what it consists of. Lines are known by their place in it. */
const whole = (
  part: string,
  name: string,
  clause: string | null | undefined,
  first: Said,
  ...others: readonly (readonly [...Said, aside?: boolean])[]
): readonly Line[] =>
  [first, ...others].map(([what, says, aside = false]: readonly [...Said, aside?: boolean], nth) => ({
    key: `${part} ${name} ${nth}`,
    group: `${part} ${name}`,
    part,
    what,
    says: shown(says),
    ...(clause === null || clause === undefined ? {} : { clause }),
    ...(aside ? { aside } : {}),
  }));
/** Each stands for itself. */
const alone = (part: string, said: readonly Said[], clause?: string | null): readonly Line[] => said.flatMap((one) => whole(part, one[0], clause, one));
const under = (clause: string | null | undefined): string => (clause === null || clause === undefined ? '' : `，条款${clause}`);

const criteriaLines = ({ criteriaSet: { zh, criteria, eligibility } }: Standard): readonly Line[] => [
  ...alone(parts.criteria, [['名称', zh]]),
  ...criteria.flatMap(({ key, code, zh: name, asks, maxPoints, thresholds, clause }) =>
    whole(
      parts.criteria,
      key,
      clause,
      [name, `${name}（${code}），满分${maxPoints}分${under(clause)}`],
      [`${name}：要求`, asks],
      [`${name}：门槛`, floors(thresholds)],
    ),
  ),
  ...eligibility.flatMap(({ code, zh: name, asks, thresholds }) =>
    whole(parts.eligibility, code, undefined, [name, name], [`${name}：要求`, asks], [`${name}：门槛`, floors(thresholds)]),
  ),
];

const methodZh = { A: '系统', M: '材料', V: '现场', E: '专家' } as const;
const paramsOf = (params: Readonly<Record<string, number | readonly string[]>>): string =>
  Object.entries(params)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value : value.join('、')}`)
    .join('；') || '无';

const rubricLines = ({ criteriaSet: { criteria }, rubric: { items } }: Standard): readonly Line[] =>
  criteria.flatMap(({ code, key, zh }) => {
    const own = itemsOf(items, code);
    return own.flatMap(({ zh: name, max, ruleZh, method, params, veto, vetoRuleZh, rule }, index) => {
      const nth = own.slice(0, index).filter((one) => one.rule === rule).length;
      return whole(
        parts.rubric,
        `${key} ${rule} ${nth}`,
        undefined,
        [`${zh}／${name}`, `${name}，${max}分`],
        [`${zh}／${name}：给分`, `${ruleZh}（${method.map((one) => methodZh[one]).join('、')}）`],
        [`${zh}／${name}：计分参数`, paramsOf(params), true],
        [`${zh}／${name}：一票否决`, veto ? (vetoRuleZh ?? '是') : '否', !veto],
      );
    });
  });

const scoringLines = ({ scoring, bonusItems, bands }: Standard): readonly Line[] => [
  ...alone(parts.scoring, [
    ['加分上限', `${scoring.bonusMax}分`],
    ['单条及格', percent(scoring.criterionPassRatio)],
    ['评分最小单位', `${scoring.rounding.itemStep}分`],
    ['总分保留小数', `${scoring.rounding.totalDecimals}位`],
    ['去掉最高最低分', `${scoring.judges.trimmedMeanFrom}位专家起`],
    ['偏离中位数提示', `${scoring.judges.flagDeviationFromMedian}分`],
  ]),
  ...bonusItems.flatMap(({ code, zh, points }) => whole(parts.scoring, `加分 ${code}`, undefined, [`加分：${zh}`, `${zh}，${points}分`])),
  ...bands.flatMap(({ code, zh, min, capShareOfAssessed: cap }) =>
    whole(parts.scoring, `等次 ${code}`, undefined, [`等次：${zh}`, `${zh}，${min}分起${cap === undefined ? '' : `，不超过参评数的${percent(cap)}`}`]),
  ),
];

const needsZh = { acceptance: '考核验收', publicity: '公示', plaque: '授牌' } as const;
const coded = (part: string, what: string, list: readonly { code: string; zh: string }[], clause?: string | null): readonly Line[] =>
  list.flatMap(({ code, zh }) => whole(part, `${what} ${code}`, clause, [what, zh]));
const moneyLines = ({ subsidy: { amountFen, clause, requires, permittedUses, ownFundOnlyUses } }: Standard): readonly Line[] => [
  ...alone(
    parts.money,
    [
      ['每家补助', yuan(amountFen)],
      ['先要完成', requires.map((one) => needsZh[one]).join('、')],
      ['条款', clause],
    ],
    clause,
  ),
  ...coded(parts.money, '可以用于', permittedUses, clause),
  ...coded(parts.money, '只能用自有经费', ownFundOnlyUses, clause),
];

function limitLines({ publicity, timeLimits: t, inspection, validity }: Standard): readonly Line[] {
  return alone(parts.limits, [
    ['单位公示', `${publicity.unitWorkingDays}个工作日`],
    ['市级公示', `${publicity.cityWorkingDays}个工作日`],
    ['区、产业工会审核', `${t.supervisorReviewWorkingDays}个工作日`],
    ['受理审查', `${t.formalCheckWorkingDays}个工作日`],
    ['补正次数', `${t.correctionRounds}次`],
    ['补正', `${t.correctionWorkingDays}个工作日`],
    ['评审汇总', `${t.reviewSummaryWorkingDays}个工作日`],
    ['授牌', `${t.plaqueIssueDays}天`],
    ['整改期限', `${t.rectificationMonths}个月`],
    ['领衔人空缺', `${t.leadVacancyDays}天`],
    ['撤销前申辩', `${t.revocationStatementDays}天`],
    ['申诉', `${t.appealDays}天`],
    ['停止活动视为停办', `${t.idleMonths}个月`],
    ['复评提前开始', `${t.reReviewOpensDaysBefore}天`],
    ['台账沉睡提醒', `${t.dormancyAlertDays.join('、')}天`],
    ['检查问题整改', `${inspection.mendDays}天`],
    ['命名有效期', `${validity.designationYears}年`],
    ['复评周期', `${validity.reReviewYears}年`],
  ]);
}

const yearLines = ({ annualReport: r, commendation: c }: Standard): readonly Line[] => [
  ...alone(parts.year, [
    ['年度报告截止', r.dueMonthDay],
    ['宽限到', r.graceUntilMonthDay],
    ['逾期多久整改', `${r.lateTriggerDaysAfterDue}天`],
    ['系统代为打开', r.opensMonthDay],
    ['最早可以开始', r.earliestMonthDay],
    ['去年的补报到', r.latestMonthDay],
  ]),
  ...alone(
    parts.year,
    [
      ['表彰：活动不少于', `${c.minActivities}次`],
      ['表彰：成果不少于', `${c.minResults}项`],
      ['表彰：名额不超过', percent(c.quotaShare)],
    ],
    c.clause,
  ),
  ...alone(parts.year, [['表彰：条款', c.clause]]),
  ...coded(parts.year, '表彰条件', c.criteria, c.clause),
];

const kindZh = { district: '区', industry: '产业', zone: '园区' } as const;
const basisZh = { cumulative: '累计到年末', annual: '当年新增' } as const;
const targetLines = ({ targets, reportingUnitsAdded }: Standard): readonly Line[] => {
  const unit = ({ code, zh, kind, no, created, qualified, adminCode = '' }: NonNullable<Standard['targets']>['units'][number]): Line => ({
    ...whole(parts.targets, 'annex', undefined, [
      zh,
      `${zh}：第${no}行，${kindZh[kind]}，创建${created}，达标${qualified}${adminCode === '' ? '' : `，区划${adminCode}`}`,
    ])[0]!,
    key: `${parts.targets} annex ${code}`,
    aside: true,
  });
  return [
    ...(targets === null
      ? []
      : [
          ...whole(
            parts.targets,
            'annex',
            undefined,
            ['任务分解表', `${targets.year}年，${basisZh[targets.basis]}`],
            ['全市任务', `创建${targets.totals.created}家，达标${targets.totals.qualified}家`],
          ),
          ...targets.units.map(unit),
        ]),
    ...reportingUnitsAdded.flatMap(({ code, zh, kind }) => whole(parts.targets, code, undefined, [zh, `${zh}，${kindZh[kind]}，新增报送单位`])),
  ];
};

const modeZh = { all: '会签', any: '或签', sequence: '依次审批' } as const;
const signingLines = ({ signing }: Standard): readonly Line[] =>
  Object.entries(signing).flatMap(([step, { mode, offices, clause }]) =>
    whole(parts.signing, step, clause, [signedStepZh(step), `${modeZh[mode]}：${offices.map((one) => officeZh[one]).join('、')}${under(clause)}`]),
  );

/** 一个版本说的每一句，按部分排好；两个版本逐句对照就是差别。 */
export const linesOf = (standard: Standard): readonly Line[] => {
  const { programme, document } = standard;
  return [
    ...alone(parts.document, [
      ['项目', `${programme.zh}（代号 ${programme.code}）`],
      ['城市', programme.city],
      ['标题', document.title],
      ['文号', document.number],
      ['年份', document.year],
      ['主管部门', document.department.zh],
    ]),
    ...criteriaLines(standard),
    ...rubricLines(standard),
    ...scoringLines(standard),
    ...moneyLines(standard),
    ...limitLines(standard),
    ...yearLines(standard),
    ...targetLines(standard),
    ...signingLines(standard),
  ];
};
