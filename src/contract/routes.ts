import { z } from 'zod';
import { lettersRoutes } from './routes-letters.ts';
import { formRoutes } from './routes-forms.ts';
import { outsideRoutes } from './routes-outside.ts';
import { standardRoutes } from './routes-standards.ts';
import { countRoutes } from './routes-counts.ts';
import { reviewRoutes } from './routes-review.ts';
import * as s from './shapes.ts';

/**
 * Every path of the API that is not an operation of a life or the recording of a fact
 * (those are derived from the tables: POST /api/{plural}/{id}/{transition}, POST /api/studios/{id}/{facts}).
 */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Route = Readonly<{
  id: string;
  zh: string;
  method: Method;
  path: string;
  /** `anyone` needs no session; `demo` exists in the demo only. */
  open?: 'anyone' | 'demo';
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Answers by status; problems are added to all. */
  answers: Readonly<Record<number, z.ZodType>>;
  /** What is sent or answered is a file. */
  file?: 'sent' | 'answered';
}>;

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(400).optional() };
const q = z.string().trim().max(60).optional();
/** A query in words (`core/query`): `状态:公示 归口:思明 天数>5`. */
const query = z.string().trim().max(200).optional();
const year = z.coerce.number().int().min(2000).max(2100).optional();
const nothing = z.null();

export const routes = {
  ...formRoutes,
  ...outsideRoutes,
  ...standardRoutes,
  ...reviewRoutes,
  ...countRoutes,
  ...lettersRoutes,
  signIn: {
    id: 'signIn',
    zh: '登录',
    method: 'POST',
    path: '/api/session',
    open: 'anyone',
    body: z.strictObject({ account: z.string().min(1).max(64), password: z.string().min(1).max(200), code: z.string().max(10).optional() }),
    answers: { 200: s.me },
  },
  whoAmI: { id: 'whoAmI', zh: '我是谁', method: 'GET', path: '/api/session', answers: { 200: s.me } },
  switchOffice: {
    id: 'switchOffice',
    zh: '切换职务',
    method: 'PUT',
    path: '/api/session/office',
    body: z.strictObject({ office: s.id }),
    answers: { 200: s.me },
  },
  signOut: { id: 'signOut', zh: '退出', method: 'DELETE', path: '/api/session', answers: { 204: nothing } },
  changePassword: {
    id: 'changePassword',
    zh: '修改密码',
    method: 'PUT',
    path: '/api/session/password',
    body: z.strictObject({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) }),
    answers: { 204: nothing },
  },
  showInvitation: {
    id: 'showInvitation',
    zh: '查看邀请',
    method: 'GET',
    path: '/api/invitations/{token}',
    open: 'anyone',
    answers: {
      200: z.strictObject({ kind: z.enum(['setup', 'invitation']), name: z.string().nullable(), account: z.string().nullable(), expiresAt: s.cityTime }),
    },
  },
  takeInvitation: {
    id: 'takeInvitation',
    zh: '接受邀请、设定密码',
    method: 'POST',
    path: '/api/invitations/{token}',
    open: 'anyone',
    body: z.strictObject({
      name: z.string().trim().min(1).max(40).optional(),
      account: z
        .string()
        .regex(/^[a-z0-9._-]{3,32}$/)
        .optional(),
      password: z.string().min(10).max(200),
    }),
    answers: { 200: z.strictObject({ ...s.me.shape, invitations: z.array(z.strictObject({ office: s.officeCode, officeZh: z.string(), href: z.string() })) }) },
  },
  openings: { id: 'openings', zh: '我可以发起的事', method: 'GET', path: '/api/openings', answers: { 200: z.strictObject({ items: z.array(s.option) }) } },
  todos: {
    id: 'todos',
    zh: '我的待办',
    method: 'GET',
    path: '/api/todos',
    query: z.strictObject({ ...paging, kind: z.string().max(40).optional() }),
    answers: { 200: s.page(s.todo) },
  },
  matters: {
    id: 'matters',
    zh: '事项',
    method: 'GET',
    path: '/api/matters',
    query: z.strictObject({
      ...paging,
      kind: z.string().max(40).optional(),
      state: z.string().max(40).optional(),
      studio: s.id.optional(),
      union: s.id.optional(),
      q: query,
      open: z.enum(['true', 'false']).optional(),
      sort: z.enum(['-openedAt', 'openedAt', 'dueOn']).optional(),
    }),
    answers: { 200: s.page(s.matterRow) },
  },
  matter: {
    id: 'matter',
    zh: '一个事项',
    method: 'GET',
    path: '/api/matters/{id}',
    /** `on`: as it stood at the end of that city day. */
    query: z.strictObject({ on: s.cityDate.optional() }),
    answers: { 200: s.matter },
  },
  dossiers: {
    id: 'dossiers',
    zh: '一个事项的历次定稿',
    method: 'GET',
    path: '/api/matters/{id}/dossiers',
    answers: { 200: z.strictObject({ items: z.array(s.dossierRow) }) },
  },
  compareDossiers: {
    id: 'compareDossiers',
    zh: '两次定稿的不同',
    method: 'GET',
    path: '/api/matters/{id}/dossiers/compare',
    query: z.strictObject({ from: s.id, to: s.id }),
    answers: { 200: s.dossierComparison },
  },
  comments: {
    id: 'comments',
    zh: '一个事项的意见',
    method: 'GET',
    path: '/api/matters/{id}/comments',
    query: z.strictObject(paging),
    answers: { 200: s.commentPage },
  },
  addComment: {
    id: 'addComment',
    zh: '发表意见',
    method: 'POST',
    path: '/api/matters/{id}/comments',
    body: s.newComment,
    answers: { 201: z.strictObject({ id: s.id }) },
  },
  /** Within ten minutes; what stood there before is kept. */
  editComment: {
    id: 'editComment',
    zh: '修改意见',
    method: 'PUT',
    path: '/api/comments/{id}',
    body: z.strictObject({ text: s.commentText }),
    answers: { 204: nothing },
  },
  withdrawComment: { id: 'withdrawComment', zh: '收回意见', method: 'DELETE', path: '/api/comments/{id}', answers: { 204: nothing } },
  studios: {
    id: 'studios',
    zh: '工作室',
    method: 'GET',
    path: '/api/studios',
    query: z.strictObject({
      ...paging,
      q: query,
      union: s.id.optional(),
      standing: z.string().max(40).optional(),
      sort: z.enum(['name', '-createdOn', '-lastEntryOn']).optional(),
    }),
    answers: { 200: s.page(s.studioRow) },
  },
  studio: { id: 'studio', zh: '一个工作室', method: 'GET', path: '/api/studios/{id}', answers: { 200: s.studio } },
  studioFacts: {
    id: 'studioFacts',
    zh: '工作室的一类台账',
    method: 'GET',
    path: '/api/studios/{id}/facts/{kind}',
    query: z.strictObject(paging),
    answers: { 200: s.page(s.factRow) },
  },
  studioYear: {
    id: 'studioYear',
    zh: '工作室的一年',
    method: 'GET',
    path: '/api/studios/{id}/year',
    query: z.strictObject({ year, cut: s.cut.default('calendar') }),
    answers: { 200: s.studioYear },
  },
  entries: {
    id: 'entries',
    zh: '一个数字背后的台账',
    method: 'GET',
    path: '/api/entries',
    query: z.strictObject({
      ...paging,
      figure: z.string().max(40),
      year,
      cut: s.cut.default('calendar'),
      studio: s.id.optional(),
      union: s.id.optional(),
      industry: z.string().max(8).optional(),
    }),
    answers: { 200: s.page(s.entryRow) },
  },
  yearBoard: {
    id: 'yearBoard',
    zh: '年度汇总',
    method: 'GET',
    path: '/api/year',
    query: z.strictObject({ year, cut: s.cut.default('calendar'), by: z.enum(['union', 'industry']).default('union') }),
    answers: { 200: s.yearBoard },
  },
  yearStudios: {
    id: 'yearStudios',
    zh: '年度：逐家看',
    method: 'GET',
    path: '/api/year/studios',
    query: z.strictObject({
      ...paging,
      year,
      show: z.enum(['all', 'reported', 'late', 'missing', 'asleep']).default('all'),
      union: s.id.optional(),
      industry: z.string().max(8).optional(),
    }),
    answers: { 200: s.page(s.yearStudio) },
  },
  draws: { id: 'draws', zh: '抽签', method: 'GET', path: '/api/draws', open: 'anyone', query: z.strictObject(paging), answers: { 200: s.page(s.drawRow) } },
  draw: { id: 'draw', zh: '一次抽签', method: 'GET', path: '/api/draws/{id}', open: 'anyone', answers: { 200: s.draw } },
  siteSheet: { id: 'siteSheet', zh: '现场检查表', method: 'GET', path: '/api/inspections/{id}/sheet', answers: { 200: s.siteSheet } },
  syncSite: {
    id: 'syncSite',
    zh: '现场记录同步',
    method: 'PUT',
    path: '/api/inspections/{id}/sheet',
    body: s.siteChanges,
    answers: { 200: s.siteMerged },
  },
  experiences: {
    id: 'experiences',
    zh: '经验库',
    method: 'GET',
    path: '/api/experiences',
    query: z.strictObject({ ...paging, q, topic: z.string().max(20).optional(), kind: z.enum(['case', 'guidance']).optional(), studio: s.id.optional() }),
    answers: { 200: s.page(s.experienceRow) },
  },
  challenges: {
    id: 'challenges',
    zh: '揭榜',
    method: 'GET',
    path: '/api/challenges',
    query: z.strictObject({ ...paging, q, area: z.string().max(20).optional(), open: z.enum(['true', 'false']).optional() }),
    answers: { 200: s.page(s.challengeRow) },
  },
  supportBoard: {
    id: 'supportBoard',
    zh: '工会保障',
    method: 'GET',
    path: '/api/support',
    query: z.strictObject({ year }),
    answers: { 200: s.supportBoard },
  },
  unionRecords: {
    id: 'unionRecords',
    zh: '一个工会的议事、制度和支持',
    method: 'GET',
    path: '/api/support/records',
    query: z.strictObject({ ...paging, union: s.id.optional(), year, kind: z.enum(['agenda', 'rule', 'support']).optional() }),
    answers: { 200: s.page(s.unionRecord) },
  },
  plaques: {
    id: 'plaques',
    zh: '牌匾登记簿',
    method: 'GET',
    path: '/api/plaques',
    query: z.strictObject({ ...paging, q, union: s.id.optional(), state: s.plaqueState.optional(), year }),
    answers: { 200: s.plaquePage },
  },
  archive: {
    id: 'archive',
    zh: '归档',
    method: 'GET',
    path: '/api/archive',
    query: z.strictObject({ ...paging, q, kind: z.string().max(40).optional(), year, show: z.enum(['due', 'moved', 'sealed', 'all']).default('due') }),
    answers: { 200: s.page(s.archiveRow) },
  },
  archivePackage: {
    id: 'archivePackage',
    zh: '下载归档数据包',
    method: 'GET',
    path: '/api/archive/matters/{id}',
    answers: { 200: z.unknown() },
    file: 'answered',
  },
  sealArchive: {
    id: 'sealArchive',
    zh: '封存归档数据包',
    method: 'POST',
    path: '/api/archive/seal',
    /** `preview` says what would happen, and changes nothing. */
    body: z.strictObject({ ids: z.array(s.id).min(1).max(20).meta({ uniqueItems: true }), preview: z.boolean().default(false) }),
    answers: { 200: z.strictObject({ items: z.array(s.archivePreview) }) },
  },
  checkArchive: {
    id: 'checkArchive',
    zh: '核验归档数据包',
    method: 'POST',
    path: '/api/archive/verify',
    answers: { 200: s.archiveVerdict },
    file: 'sent',
  },
  importables: {
    id: 'importables',
    zh: '可以从 Excel 导入的',
    method: 'GET',
    path: '/api/imports',
    answers: { 200: z.strictObject({ items: z.array(s.importable) }) },
  },
  /** 试导入（`dry`）或正式导入；有一行不行，就一行也不进。 */
  importRows: {
    id: 'importRows',
    zh: '从 Excel 导入',
    method: 'POST',
    path: '/api/imports/{code}',
    body: s.importBody,
    answers: { 200: s.importReport },
  },
  savedViews: {
    id: 'savedViews',
    zh: '存下来的视图',
    method: 'GET',
    path: '/api/views',
    query: z.strictObject({ list: s.viewedList }),
    answers: { 200: z.strictObject({ items: z.array(s.savedView) }) },
  },
  saveView: {
    id: 'saveView',
    zh: '存为视图',
    method: 'PUT',
    path: '/api/views',
    body: z.strictObject({ list: s.viewedList, name: z.string().trim().min(1).max(30), address: z.string().max(500), shared: z.boolean().default(false) }),
    answers: { 204: nothing },
  },
  dropView: { id: 'dropView', zh: '删除视图', method: 'DELETE', path: '/api/views/{id}', answers: { 204: nothing } },
  previewBulk: {
    id: 'previewBulk',
    zh: '批量办理：先看',
    method: 'GET',
    path: '/api/bulk',
    query: z.strictObject({ ids: z.string().min(1).max(3300) }),
    answers: { 200: s.bulkPreview },
  },
  /** All or none: one that is in the way is named, and nothing is done. */
  takeBulk: {
    id: 'takeBulk',
    zh: '批量办理',
    method: 'POST',
    path: '/api/bulk',
    body: z.strictObject({
      name: z.string().min(3).max(80),
      input: z.unknown().optional(),
      items: z
        .array(z.strictObject({ id: s.id, version: z.int().min(1) }))
        .min(1)
        .max(50),
    }),
    answers: { 200: z.strictObject({ done: z.array(s.id) }) },
  },
  search: {
    id: 'search',
    zh: '搜索',
    method: 'GET',
    path: '/api/search',
    query: z.strictObject({ q: z.string().trim().min(1).max(60) }),
    answers: {
      200: z.strictObject({
        items: z.array(z.strictObject({ kind: z.string(), group: z.string(), id: s.id, title: z.string(), detail: z.string(), href: z.string() })),
      }),
    },
  },
  targets: {
    id: 'targets',
    zh: '目标任务',
    method: 'GET',
    path: '/api/targets',
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional(), on: s.cityDate.optional() }),
    answers: { 200: s.targetBoard },
  },
  targetCockpit: {
    id: 'targetCockpit',
    zh: '目标任务：怎么完成',
    method: 'GET',
    path: '/api/targets/cockpit',
    query: z.strictObject({ year }),
    answers: { 200: s.cockpit },
  },
  cityPage: {
    id: 'cityPage',
    zh: '全市一页',
    method: 'GET',
    path: '/api/city',
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    answers: {
      200: z.strictObject({
        year: z.int(),
        board: s.targetBoard,
        stages: z.array(z.strictObject({ code: z.string(), zh: z.string(), count: z.int(), overdue: z.int() })),
        money: z.strictObject({ paidFen: z.int(), paid: z.int(), dueFen: z.int(), due: z.int() }),
        results: z.strictObject({
          projects: z.int(),
          achievements: z.int(),
          patents: z.int(),
          benefitFen: z.int(),
          benefitProvenFen: z.int(),
          trained: z.int(),
        }),
        risks: z.array(z.strictObject({ title: z.string(), detail: z.string(), href: z.string() })),
        withoutInCharge: z.array(s.ref),
      }),
    },
  },
  notifications: {
    id: 'notifications',
    zh: '通知',
    method: 'GET',
    path: '/api/notifications',
    query: z.strictObject(paging),
    answers: { 200: s.page(s.notification) },
  },
  readNotifications: {
    id: 'readNotifications',
    zh: '通知已读',
    method: 'POST',
    path: '/api/notifications/read',
    body: z.strictObject({ ids: z.array(s.id).max(100) }),
    answers: { 204: nothing },
  },
  unions: {
    id: 'unions',
    zh: '工会',
    method: 'GET',
    path: '/api/unions',
    /** `code`: an outside code, or `system:code` (docs/api.md). */
    query: z.strictObject({ ...paging, q, parent: s.id.optional(), without: z.enum(['inCharge']).optional(), code: z.string().trim().max(90).optional() }),
    answers: { 200: s.page(s.unionNode) },
  },
  people: {
    id: 'people',
    zh: '人员和职务',
    method: 'GET',
    path: '/api/people',
    query: z.strictObject({ ...paging, q, office: s.officeCode.optional() }),
    answers: { 200: s.page(s.personRow) },
  },
  choices: {
    id: 'choices',
    zh: '可选项',
    method: 'GET',
    path: '/api/choices/{of}',
    query: z.strictObject({
      q,
      limit: z.coerce.number().int().min(1).max(100).default(20),
      matter: s.id.optional(),
      studio: s.id.optional(),
      union: s.id.optional(),
    }),
    answers: { 200: z.strictObject({ items: z.array(s.choice) }) },
  },
  file: {
    id: 'file',
    zh: '下载文件',
    method: 'GET',
    path: '/api/files/{id}',
    /** A photo is given without time, place and device; `original=1` gives it as it came to the uploader, the department and the auditor. */
    query: z.strictObject({ original: z.enum(['1']).optional() }),
    answers: { 200: z.unknown() },
    file: 'answered',
  },
  /** 盖章件回传：读每张的码，完整无误的收存到它所属的事项；`keep: false` 只读不存。 */
  readScan: {
    id: 'readScan',
    zh: '盖章件回传',
    method: 'POST',
    path: '/api/scans',
    body: z.strictObject({ file: s.id, matter: s.id.optional(), keep: z.boolean().default(true) }),
    answers: { 200: s.scanReading },
  },
  upload: { id: 'upload', zh: '上传文件', method: 'POST', path: '/api/files', answers: { 201: s.fileMeta }, file: 'sent' },
  audit: {
    id: 'audit',
    zh: '审计日志',
    method: 'GET',
    path: '/api/audit',
    query: z.strictObject({ ...paging, q }),
    answers: {
      200: s.page(
        z.strictObject({
          id: s.id,
          at: s.cityTime,
          actor: z.string(),
          office: z.string(),
          what: z.string(),
          /** What people call it. */
          whatZh: z.string(),
          which: z.string(),
          outcome: z.enum(['done', 'refused']),
          detail: z.string(),
        }),
      ),
    },
  },
  demoClock: {
    id: 'demoClock',
    zh: '演示时钟',
    method: 'GET',
    path: '/api/demo/clock',
    open: 'demo',
    answers: { 200: z.strictObject({ today: s.cityDate, now: s.cityTime }) },
  },
  moveClock: {
    id: 'moveClock',
    zh: '拨动演示时钟',
    method: 'POST',
    path: '/api/demo/clock',
    open: 'demo',
    body: z.strictObject({ days: z.int().min(1).max(3660) }),
    answers: { 200: z.strictObject({ today: s.cityDate, now: s.cityTime }) },
  },
} as const satisfies Record<string, Route>;
