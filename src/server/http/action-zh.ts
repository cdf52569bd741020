import { kinds } from '#core/lives.ts';
import { amendmentOf, amendmentsOf } from '#core/studio/amendments.ts';
import { factKinds, ledger } from '#core/studio/ledger.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { operations } from './operations.ts';

/** What is done outside the tables of operations. */
const besides: Readonly<Record<string, string>> = {
  'session.open': '登录',
  'session.refused': '登录未成功',
  'session.close': '退出登录',
  'session.switch': '切换职务',
  'account.password': '修改密码',
  'setup.link': '生成首次设置链接',
  'file.upload': '上传文件',
  'notification.read': '查看通知',
  'inspection.sync': '检查：上传现场记录',
  'list.export': '导出清单',
  'scan.read': '盖章件回传',
  'import.try': '试导入',
  'import.run': '从 Excel 导入',
  'import.template': '下载导入模板',
  'view.save': '存为视图',
  'comment.add': '发表意见',
  'comment.edit': '修改意见',
  'comment.withdraw': '收回意见',
  'view.drop': '删除视图',
  'panel.assign': '分派评审专家',
  'note.keep': '存私人备注',
  'token.make': '新建令牌',
  'token.revoke': '停用令牌',
  'calendar.renew': '新的日历订阅地址',
  'calendar.end': '停用日历订阅',
  'webhook.add': '添加推送地址',
  'webhook.change': '更改推送',
  'webhook.drop': '删除推送地址',
  'webhook.test': '试发推送',
  'matter.bulk': '批量办理',
  'standard.bring': '带进新的政策版本',
  'standard.takeOver': '定政策版本的施行日',
  'standard.takeBack': '收回政策版本的施行日',
  'letter.leave': '函件：到点发出',
  'letter.reword': '函件：修改',
  'letter.send': '函件：发出',
  'letter.hold': '函件：暂不发出',
  'letter.withdraw': '函件：撤回',
  'template.save': '修改函件模板',
  'notice.choose': '修改通知设置',
  'address.ask': '登记通知邮箱',
  'address.confirm': '确认通知邮箱',
  'address.drop': '停用通知邮箱',
  'plaque.key': '更换牌匾签名钥匙',
  'archive.seal': '封存归档数据包',
  'archive.download': '下载归档数据包',
  'archive.verify': '核验归档数据包',
  'objection.open': '提出异议',
  'report.open': '年度报告：建立',
  'report.remind': '年度报告：提醒报送',
  'ledger.wake': '台账：提醒记录',
  'rectification.open': '限期整改：提出线索',
  'vacancy.find': '领衔人：发现空缺',
  'review.open': '到期复核：建立',
};
const named = new Map<string, string>([
  ...operations.map(({ id, zh }) => [id, zh] as const),
  ...kinds.flatMap((kind) => Object.entries(lifeOf(kind).transitions).map(([step, { zh }]) => [`${kind}.${step}`, `${lifeOf(kind).zh}：${zh}`] as const)),
  ...factKinds.flatMap((kind) => amendmentsOf(kind).map((amendment) => [`${kind}.${amendment}`, `${ledger[kind].zh}：${amendmentOf(amendment).zh}`] as const)),
  ...Object.entries(besides),
]);

/** 审计日志里的一个动作，叫什么。 */
export const actionZh = (what: string): string => named.get(what) ?? what;
/** The actions whose name contains these words. */
export const actionsNamed = (words: string): readonly string[] => [...named].flatMap(([what, zh]) => (zh.includes(words) ? [what] : []));
