import type { Commendation } from '#core/commendation/life.ts';
import { drawPurposeZh, type Draw } from '#core/draw/life.ts';
import type { Finding } from '#core/inspection/finding.ts';
import { theInspectors, type Inspection } from '#core/inspection/life.ts';
import { planKindZh, type InspectionPlan } from '#core/inspection/plan.ts';
import { checkResultZh, findingLevelZh, liveNotes, type SitePhoto } from '#core/inspection/site.ts';
import { isCityside } from '#core/people/incognito.ts';
import { sitsAt } from '#core/people/desks.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import type { Section } from '#contract/shapes.ts';
import { attached, date, fields, table, type Told } from './parts.ts';

export const planned: Told = (
  { planKind, year, unions, ratioPercent, startOn, endOn, note, checklist, excluded, inspectors, sample, proof }: InspectionPlan,
  { names },
) => {
  const named = (id: string): string => names.get(id) ?? id;
  const sections: Section[] = [
    fields('检查方案', [
      ['方式', planKindZh[planKind]],
      ['年度', `${year}`],
      ['范围', unions.length === 0 ? '全市' : unions.map(named).join('、')],
      ['检查比例', ratioPercent < 100 ? `${ratioPercent}%，公开抽签确定` : '全部'],
      ['时间', `${date(startOn) ?? ''}至${date(endOn) ?? ''}`],
      ['检查对象', sample.length > 0 ? `${sample.length}家` : undefined],
      ['检查人员', inspectors.map(named).join('、')],
      ['说明', note],
    ]),
    table(
      '检查清单',
      ['序号', '类别', '检查项', '怎么看', '依据'],
      checklist.map(({ group, title, asks, clause }, index) => [`${index + 1}`, group, title, asks, clause ?? '']),
    ),
  ];
  if (excluded.length > 0)
    sections.push(
      table(
        '不列入的工作室',
        ['工作室', '理由'],
        excluded.map(({ candidate, reason }) => [named(candidate), reason]),
      ),
    );
  if (proof !== undefined) sections.push(...proven(proof));
  return sections;
};
/** 配对结果自带证明：硬规矩逐条破了几处，软规矩按先后放宽了哪些，每家查几家。 */
function proven({ studios, pairs, loads, hard, relaxed, inputHash, seed, solver, optimum, bound }: NonNullable<InspectionPlan['proof']>): Section[] {
  return [
    table(
      '配对证明：必须遵守的规则',
      ['规则', '违反'],
      hard.map(({ zh, broken }) => [zh, `${broken}处`]),
    ),
    table(
      '配对证明：放宽的规则',
      ['规则', '放宽'],
      relaxed.length === 0 ? [['没有放宽的规则', '0对']] : relaxed.map(({ zh, pairs: broken }) => [zh, `${broken.length}对`]),
    ),
    fields('配对证明：均衡和重算', [
      ['工作室', `${studios}家，${pairs}对`],
      ['每家检查', loads.least === loads.most ? `都是${loads.most}家` : `${loads.least}至${loads.most}家，相差不超过一家`],
      ['放宽之和', `${optimum}（理论下限${bound}${optimum === bound ? '，已是最小' : ''}）`],
      ['输入摘要', inputHash],
      ['起始随机数', seed],
      ['求解程序', solver],
    ]),
  ];
}

export const lotted: Told = (
  { id, purpose, candidates, hash, announcedOn, drawOn, source, take, excluded, value, witness, proof, drawnOn, result = [], voidReason }: Draw,
  { names, actor },
) => {
  const measure = purpose === 'experts' ? '名' : '家';
  const labels = new Map(candidates.map((one) => [one.id, one.label ?? one.id]));
  const label = (candidate: string): string =>
    purpose === 'experts' && isCityside(actor) ? (names.get(candidate) ?? candidate) : (labels.get(candidate) ?? names.get(candidate) ?? candidate);
  return [
    {
      title: '抽签',
      fields: [
        ...fields('', [
          ['用途', drawPurposeZh[purpose]],
          ['候选', `${candidates.length}${measure}，抽${take}${measure}`],
          ['名单摘要', hash],
          ['公布日期', date(announcedOn)],
          ['随机数来源', source],
          ['随机数公布日期', date(drawOn)],
          ['随机数', value],
          ['监督人', witness],
          ['出处', ...attached(proof)],
          ['抽签日期', date(drawnOn)],
          ['作废理由', voidReason],
        ]).fields,
        { label: '公开页面', text: '打开，谁都可以重算', href: `/public/draws/${id}` },
      ],
    },
    ...(result.length === 0
      ? []
      : [
          table(
            '抽签结果',
            ['序号', '抽中'],
            result.map((one, index) => [`${index + 1}`, label(one)]),
          ),
        ]),
    ...(excluded.length === 0
      ? []
      : [
          table(
            '不列入的',
            ['候选', '理由'],
            excluded.map(({ candidate, reason }) => [label(candidate), reason]),
          ),
        ]),
  ];
};

/** 24.48,118.09 as people say it. */
const placeZh = (place: string): string => place.replace(/^(\d+(?:\.\d+)?),\s*(\d+(?:\.\d+)?)$/, '北纬$1°、东经$2°');
const photoFields = (photos: readonly SitePhoto[]) =>
  photos.map(({ file, takenAt, place = '' }, index) => {
    const taken = takenAt === undefined ? '' : `${dayZh(dayIn(takenAt))} ${takenAt.slice(11, 16)}`;
    return { label: `照片${index + 1}`, text: [taken, placeZh(place)].filter((part) => part !== '').join('，') || '查看照片', file };
  });

export const inspected: Told = (inspection: Inspection, { names, actor }) => {
  const { planKind, year, inspectorStudio, inspectors, lastDay, checklist, visitedOn, advice, learning, state } = inspection;
  const inside = theInspectors(inspection).some(sitsAt(actor));
  const byWhom =
    inspectorStudio === undefined
      ? planKind === 'census'
        ? '基层工会填报'
        : inspectors.map((one) => names.get(one) ?? '').join('、')
      : (names.get(inspectorStudio) ?? '');
  // 现场草稿只有检查方自己看；提交以后各方都看得到。
  const handedIn = state !== 'assigned' && state !== 'unassigned';
  const shown = handedIn || inside;
  const titleOf = (item: string): string => checklist.find(({ code }) => code === item)?.title ?? '其他';
  return [
    fields('检查', [
      ['方式', `${year}年${planKindZh[planKind]}`],
      ['检查方', inspectorStudio !== undefined || planKind === 'census' || isCityside(actor) ? byWhom : '检查组'],
      ['截止日期', date(lastDay)],
      ['检查日期', date(visitedOn)],
      ['意见和建议', advice],
      ['学习体会', learning],
    ]),
    ...(handedIn ? [signed(inspection)] : []),
    ...(shown
      ? liveNotes(inspection).map(({ item, level, text, advice: tip, photos }, index): Section => ({
          title: `问题${index + 1}（${findingLevelZh[level]}）`,
          fields: [
            ...fields('', [
              ['检查项', titleOf(item)],
              ['问题', text],
              ['建议', tip],
            ]).fields,
            ...photoFields(photos),
          ],
        }))
      : []),
    shown
      ? checked(inspection)
      : table(
          '检查清单',
          ['检查项', '怎么看'],
          checklist.map(({ title, asks }) => [title, asks]),
        ),
  ];
};
/** 逐项的结果；没有一项写了说明的，不留空着的一栏。 */
function checked({ checklist, answers }: Inspection): Section {
  const noted = answers.some(({ note }) => note !== '');
  return table(
    '逐项检查',
    ['检查项', '怎么看', '结果', ...(noted ? ['说明'] : [])],
    checklist.map(({ code, title, asks }) => {
      const found = answers.find(({ item }) => item === code);
      return [title, asks, found === undefined ? '未查' : checkResultZh[found.result], ...(noted ? [found?.note ?? ''] : [])];
    }),
  );
}
const signed = ({ inspectorSigner, inspectorSign, studioSigner, studioSign, refused }: Inspection): Section => ({
  title: '双方签名',
  fields: [
    ...(inspectorSign === undefined ? [] : [{ label: '检查方', text: inspectorSigner, file: inspectorSign }]),
    ...(studioSign === undefined ? [] : [{ label: '被检查方', text: studioSigner, file: studioSign }]),
    ...(refused === '' ? [] : [{ label: '被检查方未签名', text: refused }]),
  ],
});

export const foundProblem: Told = ({
  year,
  itemTitle,
  level,
  text,
  advice,
  photos,
  mendBy,
  measures,
  proof,
  conclusion,
  sentBack,
  closedOn,
  state,
}: Finding) => [
  {
    title: '检查发现',
    fields: [
      ...fields('', [
        ['程度', findingLevelZh[level]],
        ['年度', `${year}`],
        ['检查项', itemTitle],
        ['问题', text],
        ['建议', advice],
        ['整改期限', `${date(mendBy) ?? ''}${sentBack > 0 ? `（退回过${sentBack}次）` : ''}`],
        ['整改情况', measures],
        ['证明材料', ...attached(proof)],
        [state === 'escalated' ? '转限期整改的理由' : '复查意见', conclusion],
        [state === 'escalated' ? '转办日期' : '销号日期', date(closedOn)],
      ]).fields,
      ...photoFields(photos),
    ],
  },
];

export const commended: Told = ({ year, honour, basis, basisFile, quota, items, minutesNo, metOn, documentNumber, announcedOn }: Commendation) => [
  fields('表彰', [
    ['年度', `${year}`],
    ['荣誉名称', honour],
    ['批准依据', basis],
    ['批准文件', ...attached(basisFile)],
    ['名额', `${quota}家，已列入${items.filter(({ state }) => state === 'listed' || state === 'commended').length}家`],
    ['会议纪要', minutesNo],
    ['会议日期', date(metOn)],
    ['表彰文号', documentNumber],
    ['表彰日期', date(announcedOn)],
  ]),
];
