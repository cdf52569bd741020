import { yuan } from '#core/shared/money.ts';
import type { Standard } from '#core/standard/standard.ts';

type Keyed = Readonly<{ key: string; verdict: string }>;
/** 表彰四条各自看什么（四.4）；数字都是台账、年报和考核里已有的，不另报材料。 */
export type Record4 = Readonly<{
  /** Verdicts by the key of the criterion (lead, team, regulations …), which both versions of the standard share. */
  judged: readonly Keyed[];
  inCharge: boolean;
  leadVacant: boolean;
  activities: number;
  attendance: number;
  reportTimely: boolean | undefined;
  openFindings: number;
  rules: number;
  recognised: number;
  benefitProvenFen: number;
  patents: number;
  band: string | undefined;
}>;
export type Evidence = Readonly<{ label: string; text: string; figure?: string }>;
export type Judged4 = Readonly<{ code: string; zh: string; met: boolean; because: string; evidence: readonly Evidence[] }>;

type Rule = (record: Record4, standard: Standard) => Readonly<{ lacks: readonly (string | false)[]; says: string; evidence: readonly Evidence[] }>;
const met = (judged: readonly Keyed[], key: string): boolean => judged.every((one) => one.key !== key || one.verdict === 'met');
const line = (label: string, text: string, figure?: string): Evidence => ({ label, text, ...(figure === undefined ? {} : { figure }) });

/** 组织健全、活动正常、制度完善、创新成果显著，按标准里的先后。 */
const rules: readonly Rule[] = [
  ({ judged, inCharge, leadVacant }) => ({
    lacks: [
      !met(judged, 'lead') && '领衔人荣誉未核实',
      !met(judged, 'team') && '团队未达要求',
      leadVacant && '领衔人空缺',
      !inCharge && '所在单位工会没有明确专人负责',
    ],
    says: '领衔人在任，团队符合要求，工会有专人负责',
    evidence: [line('领衔人', leadVacant ? '空缺' : '在任'), line('专人负责', inCharge ? '已明确' : '未明确')],
  }),
  ({ activities, attendance, reportTimely }, { commendation: { minActivities } }) => ({
    lacks: [activities < minActivities && `全年工作活动${activities}次，不足${minActivities}次`, reportTimely === false && '年度报告未按期报送'],
    says: `全年工作活动${activities}次，年度报告${reportTimely === undefined ? '尚未到期' : '按期报送'}`,
    evidence: [
      line('工作活动', `${activities}次`, 'activities'),
      line('参加人次', `${attendance}`, 'attendance'),
      line('年度报告', reportTimely === undefined ? '尚未到期' : reportTimely ? '按期' : '未按期'),
    ],
  }),
  ({ judged, rules: count, openFindings }) => ({
    lacks: [!met(judged, 'regulations') && '工作制度或台账未达要求', openFindings > 0 && `还有${openFindings}个检查发现的问题没有整改完`],
    says: `有工作制度${count}项，检查发现的问题都已整改`,
    evidence: [line('工作制度', `${count}项`), line('未整改的问题', `${openFindings}个`)],
  }),
  ({ recognised, patents, benefitProvenFen, band }, { commendation: { minResults } }) => ({
    lacks: [recognised < minResults && `得到认可的创新成果${recognised}项，不足${minResults}项`, band === 'rectify' && '年度考核为限期整改'],
    says: `得到认可的创新成果${recognised}项`,
    evidence: [
      line('得到认可的成果', `${recognised}项`, 'recognised'),
      line('专利', `${patents}件`, 'patents'),
      line('有财务证明的效益', yuan(benefitProvenFen), 'benefitProven'),
    ],
  }),
];

/** 四条逐条判断，每条有一句话和依据；四条都符合才能列入。 */
export const judgeFour = (record: Record4, standard: Standard): readonly Judged4[] =>
  standard.commendation.criteria.map(({ code, zh }, index) => {
    const { lacks, says, evidence } = rules[index]?.(record, standard) ?? { lacks: [], says: '', evidence: [] };
    const missing = lacks.filter((one) => one !== false);
    return { code, zh, met: missing.length === 0, because: missing.length === 0 ? says : missing.join('；'), evidence };
  });
export const allFour = (judged: readonly Judged4[]): boolean => judged.every(({ met: one }) => one);
/** 表彰事由：把四条的话连起来，可以再改。 */
export const reasonFrom = (judged: readonly Judged4[]): string => `${judged.map(({ zh, because }) => `${zh}：${because}`).join('；')}。`;

/** 排名次要看的几样。 */
export type Merit = Readonly<{ studioId: string; met: boolean; score: number; recognised: number; benefitProvenFen: number }>;
/** 名次：四条都符合的在前，再按年度考核得分（含奖励分），同分看得到认可的成果，再看有财务证明的效益。 */
export const byMerit = (a: Merit, b: Merit): number =>
  Number(b.met) - Number(a.met) ||
  b.score - a.score ||
  b.recognised - a.recognised ||
  b.benefitProvenFen - a.benefitProvenFen ||
  (a.studioId < b.studioId ? -1 : 1);
