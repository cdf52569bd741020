import { dayZh, weekday, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page, plainPage } from './layout.ts';
import { endOf, isOpen } from './notice-list-page.ts';
import { objectionForm, type Typed, type Wrongs } from './objection-form.ts';
import { asked, shown, type PageAnswer, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { resultOf, resultShown, type NoticeResult } from './notice-result.ts';
import { noticeWith } from './public-data.ts';

type Notice = NonNullable<Awaited<ReturnType<typeof noticeWith>>>;
const weekdayZh = (day: Day): string => `星期${'日一二三四五六'[weekday(day)] ?? ''}`;

const list = ({ studios }: Notice): Html => html`<table><caption>共${studios.length}家</caption>
<thead><tr><th scope="col">序号</th><th scope="col">工作室</th><th scope="col">所在单位</th><th scope="col">领衔人</th></tr></thead>
<tbody>${studios.map(({ name, unit, lead }, index) => html`<tr><td data-label="序号">${index + 1}</td><th scope="row">${name}</th><td data-label="所在单位">${unit}</td><td data-label="领衔人">${lead}</td></tr>`)}</tbody></table>`;

const proposed: Readonly<Record<Notice['of'], string>> = { designation: '拟命名', commendation: '拟表彰' };
const open = (city: string, notice: Notice, typed: Typed, wrongs: Wrongs): Html => html`<h1>${notice.title}</h1>
<p><span class="mark good">公示中</span></p>
<p>现将${proposed[notice.of]}的劳模创新工作室名单予以公示。公示期自${dayZh(notice.postedOn)}至${dayZh(notice.until)}（${weekdayZh(notice.until)}）24:00。公示期内如有异议，请以书面形式提出：个人须署真实姓名，单位须加盖公章，并写明地址和电话。可在本页提交，也可寄送${city}。</p>
${list(notice)}
<p class="quiet">公示编号：${notice.code}　名单摘要：${notice.sha256.slice(0, 16)}</p>
${objectionForm(notice.id, notice.studios, typed, wrongs)}`;

// 期满之后只说已经结束、何时结束，不再列名单（个人信息保护）。
const ended = (notice: Notice, result: NoticeResult | undefined): Html => html`<h1>${notice.title}</h1>
<p><span class="mark plain">公示已结束</span></p>
<p>本期公示已于${dayZh(endOf(notice))}结束，公示名单不再显示。</p>
${resultShown(notice.of, result)}
<p>${notice.of === 'commendation' ? html`表彰结果见<a href="/public/commendations">表彰</a>` : html`命名结果见<a href="/public">工作室名录</a>`}；已提交的异议可在<a href="/public/objections">异议查询</a>中查看办理情况。</p>`;

export const noSuchNotice = (city: string): PageAnswer =>
  shown(plainPage(city, 'notices', '没有这期公示', '这期公示不存在，请核对地址。', { href: '/public/notices', zh: '查看全部公示' }), { status: 404 });

/** The notice as it stands today: with names and form while it is posted, with neither afterwards. */
export async function showNotice(db: Db, notice: Notice, today: Day, typed: Typed = {}, wrongs: Wrongs = new Map()): Promise<PageAnswer> {
  const city = await cityName(db);
  const content = isOpen(notice, today) ? open(city, notice, typed, wrongs) : ended(notice, await resultOf(db, notice.id));
  const basis = isOpen(notice, today) ? 'notice' : 'notice-result';
  return shown(page(city, 'notices', notice.title, content, { basis }), wrongs.size === 0 ? { fresh: true } : { status: 422 });
}

/** 一期公示：名单、期限、异议表。 */
export const noticePage = (db: Db, today: () => Promise<Day>): PublicPage => ({
  method: 'GET',
  path: '/public/notices/:id',
  async answer({ params }) {
    const notice = await noticeWith(db, asked(params, 'id', 64));
    return notice === undefined ? noSuchNotice(await cityName(db)) : showNotice(db, notice, await today());
  },
});
