/** 谁可以拒绝一项公开，怎样拒绝。 */
export type Refusal = Readonly<{ who: string; how: string }>;
/** 一项公开的依据（个人信息保护法第五十五条、第五十六条）：为什么、凭什么、公开什么、到什么时候、谁可以拒绝。 */
export type Basis = Readonly<{
  code: string;
  zh: string;
  path: string;
  /** 法定公示和公开名录是两个目的：前者不能拒绝，后者可以。 */
  purpose: string;
  basis: string;
  shows: string;
  until: string;
  refusal?: Refusal;
  /** 公开前影响评估的要点：对本人有什么影响，怎样减到最小。 */
  risk: string;
  measure: string;
}>;

const duty = '履行工会职责所必需（个人信息保护法第十三条第一款第三项）；厦工办〔2013〕6号';
const byTheLead: Refusal = { who: '领衔人本人', how: '登录后在工作室页选“不上公开名录”，当即生效；随时可以改回' };
const noContact = '不显示电话、地址、证件号码、照片和台账。';

/** 公开依据：一行一项，没有登记的不公开。 */
// oxfmt-ignore
export const publications: readonly Basis[] = [
  { code: 'notice', zh: '拟命名、拟表彰的公示', path: '/public/notices', purpose: '法定公示：决定前听取异议', basis: `${duty}四.2；表彰的，评比达标表彰活动管理办法`, shows: '工作室名称、所在单位、领衔人姓名', until: '公示期满当日24时，名单自动不再显示', risk: '姓名与单位一并公开，可能被转载。', measure: `只列三项，期满自动撤下，不供下载。${noContact}` },
  { code: 'notice-result', zh: '公示结果', path: '/public/notices', purpose: '法定公示：说明公示以后的决定', basis: `${duty}四.2`, shows: '决定命名、表彰的家数、日期、文号，名录上仍有的工作室名称和单位；异议成立的只列家数', until: '称号存续期间；称号终止、领衔人拒绝上名录的，名称不再显示', refusal: byTheLead, risk: '未获命名的可能受到议论。', measure: '异议成立的只计数，不点名。' },
  { code: 'directory', zh: '工作室名录', path: '/public', purpose: '公开名录：方便职工和单位找到工作室', basis: '合理范围内处理已合法公开的信息（个人信息保护法第十三条第一款第六项、第二十七条）', shows: '工作室名称、所在单位、归口工会、领衔人姓名、状态、撤销或注销日期', until: '称号存续期间；撤销、注销的保留名称和日期', refusal: byTheLead, risk: '领衔人可能被打扰。', measure: `领衔人可以拒绝，拒绝的整条不列。${noContact}` },
  { code: 'cases', zh: '典型经验', path: '/public/cases', purpose: '公开名录：推广成功经验和科技成果', basis: '点名的人单独同意（个人信息保护法第二十五条）；厦工办〔2013〕6号四.2', shows: '题目、问题、做法、效果、工作室名称、所在单位、采用家数', until: '撤下、点名的人收回同意、称号终止或领衔人拒绝上名录时为止', refusal: { who: '文中点到名的人、领衔人', how: '在典型经验里收回同意，或选“不上公开名录”，当即生效' }, risk: '文中可能写到个人。', measure: '发布前逐人同意，每次显示时再核对一遍；依据材料不公开。' },
  { code: 'commendations', zh: '表彰决定', path: '/public/commendations', purpose: '法定公示：公布表彰决定', basis: '评比达标表彰活动管理办法；厦工办〔2013〕6号四.4', shows: '工作室名称、所在单位、证书编号、文号、日期', until: '长期；只列集体，不列个人', risk: '工作室名称里可能有领衔人姓名。', measure: '不列领衔人，不供检索。' },
  { code: 'targets', zh: '目标任务完成情况', path: '/public/targets', purpose: '工作公开：目标任务和完成数', basis: '厦工办〔2013〕6号附件', shows: '各归口工会的目标数和完成数', until: '长期；没有个人信息', risk: '无。', measure: '只有合计数，下达以后才公布。' },
  { code: 'draws', zh: '抽签', path: '/public/draws', purpose: '程序公开：谁都可以核对和重算', basis: `${duty}四.4`, shows: '候选工作室名称、专家代号、随机数、结果', until: '长期；作废的也保留', risk: '专家可能被说情。', measure: '专家只公布代号。' },
  { code: 'verify', zh: '牌匾查验', path: '/verify', purpose: '防伪：持牌匾扫码查真假', basis: duty, shows: '工作室名称、所在单位、领衔人姓名、牌匾编号、有效期和状态', until: '长期；领衔人拒绝上名录的，不再显示领衔人', refusal: { ...byTheLead, how: `${byTheLead.how}；牌匾真假照样可查` }, risk: '码在牌匾上，谁都能扫。', measure: '一码一牌，不能检索。' },
  { code: 'objection', zh: '异议办理情况', path: '/public/objections', purpose: '程序公开：异议人凭回执查进度', basis: `${duty}四.2`, shows: '办理到哪一步', until: '长期；不显示异议人和内容', risk: '异议人身份可能泄露。', measure: '凭回执编号，限次数，只显示进度。' },
  { code: 'data', zh: '开放数据', path: '/public/data', purpose: '公开名录：供查阅、统计和研究', basis: '合理范围内处理已合法公开的信息（个人信息保护法第十三条第一款第六项、第二十七条）', shows: '名录、目标任务、表彰、典型经验和抽签中已经公开的内容', until: '同各项；撤下的不再提供', refusal: byTheLead, risk: '可以整份复制，撤下以后别处可能还有。', measure: `领衔人拒绝上名录的，各份数据都不列；公示名单不提供下载；限制下载次数。${noContact}` },
];
export const publicationNamed = (code: string): Basis | undefined => publications.find((one) => one.code === code);
