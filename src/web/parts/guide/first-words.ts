import type { Me } from '#contract/shapes.ts';

type Office = Me['acting']['office'];
/** One thing to know on the first day, and where it is. */
export type Step = Readonly<{ says: string; href?: string; there?: string }>;

const desk: Step = { says: '桌面上只有要您办的，最急的在前；办完就可以走。点右上角的人名，可以换职务、放大字。' };
const note: Step = { says: '做了什么，随手“记一笔”：两分钟，手机就行；年底的报告、申报的材料都从这里来，不用再抄一遍。' };
const find: Step = { says: '找任何一家、一件、一页：点页首的查找（电脑上按 Ctrl+K），打汉字、拼音或编号。', href: '/search', there: '查找' };
const scans: Step = { says: '要盖章的，先打印，盖好再扫描传回；每页有码，系统认得是哪一件、缺不缺页。', href: '/scans', there: '盖章件回传' };

/** 第一次来，各个职务要知道的三四件事。 */
export const firstWords: Readonly<Record<Office, readonly Step[]>> = {
  lead: [desk, { says: '先看“七个有”还差几项，点开就知道差什么、到哪里补。' }, note],
  secretary: [desk, note, { says: '一次要补很多条，可以下载表格，用 Excel 填好再导入。', href: '/import', there: '从 Excel 导入' }],
  member: [desk, note, { says: '别人的做法、正在征集的难题，在这里看。', href: '/library', there: '经验库' }],
  unit: [desk, { says: '本单位的工作室报上来的，在桌面上等您的意见。' }, scans],
  grassroots: [desk, scans, { says: '列入职代会议题、定制度、给经费，都是工会保障，登记一次处处能用。', href: '/support', there: '工会保障' }],
  supervisor: [
    desk,
    { says: '离目标还差几家、谁这周要办什么，一页说清。', href: '/targets?view=how', there: '怎么完成' },
    { says: '几件一样的，在事项里选中，一次办完；有障碍的会先说出来。', href: '/matters', there: '事项' },
    find,
  ],
  department: [
    desk,
    { says: '全市的目标走到哪里、谁这周要办什么，一页说清。', href: '/targets?view=how', there: '怎么完成' },
    { says: '几件一样的，在事项里选中，一次办完；有障碍的会先说出来。', href: '/matters', there: '事项' },
    { says: '政策要改，先带进来对照、试算，再定施行日。', href: '/standards', there: '政策版本' },
    find,
  ],
  leadership: [desk, { says: '目标、经费、成果、风险，一页看完。', href: '/city', there: '全市一页' }, find],
  finance: [desk, { says: '到了能付的时候，补助自己来到桌面；谁该付、凭什么付，都在那一件里。' }, find],
  expert: [
    desk,
    { says: '评分表断网也能填，连上网自己交；别人的分，交了自己的才看得到。', href: '/expert', there: '评分' },
    { says: '先声明有没有利害关系，材料才打开。' },
  ],
  auditor: [desk, { says: '每一步都有记录，改不了也删不掉。', href: '/audit', there: '审计日志' }, find],
  sysadmin: [
    desk,
    { says: '开账号、设工会在这里；业务由各职务自己办，管理员不办。', href: '/people', there: '人员' },
    { says: '别的系统要接进来，用令牌和推送。', href: '/outside', there: '接口' },
  ],
  secadmin: [
    desk,
    { says: '谁任什么职，到哪一天，在这里管。', href: '/people', there: '人员' },
    { says: '登录和授权的记录在这里查。', href: '/audit', there: '审计日志' },
  ],
  auditadmin: [desk, { says: '全部操作的记录在这里，只能看。', href: '/audit', there: '审计日志' }, { says: '记录定时封存，改过一个字也查得出来。' }],
};
