import { z } from 'zod';
import { all, nobody, theCity, theClock, theRiver, theStudio, type Desk } from '#core/people/desks.ts';
import { optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';
import { thePoster } from './challenge.ts';

export type BidState = 'offered' | 'chosen' | 'answered' | 'solved' | 'declined' | 'withdrawn';
export type Bid = Matter & Readonly<{ state: BidState; poster: string; plan: string; file?: string; outcome: string }>;

const solution = z.strictObject({
  outcome: words('结果', { min: 5, max: 2000, examples: ['调整焊接顺序并加反变形工装，翘曲控制在0.8毫米。'] }),
  file: optionalFile('材料'),
});
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const reason = z.strictObject({ reason: z.string().max(500) });
const poster = thePoster as Desk<Bid>;

/** 揭榜的一生（二.2）：提出方案 → 选定 → 攻关 → 张榜单位确认。方案只有双方和市总看得到。 */
// oxfmt-ignore
export const bid = life<BidState, Bid>()('bid', { zh: '揭榜', path: 'bids', way: ['offered', 'chosen', 'answered', 'solved'], sees: all(theRiver, theCity, poster) }, {
  'offered':   { zh: '待选定', desk: nobody },
  'chosen':    { zh: '攻关中', desk: theStudio },
  'answered':  { zh: '待张榜单位确认', desk: poster, within: () => ({ workingDays: 10 }) },
  'solved':    { zh: '已解决', desk: nobody, closed: true },
  'declined':  { zh: '未选中', desk: nobody, closed: true },
  'withdrawn': { zh: '已退出', desk: nobody, closed: true },
}, {
  win:      { zh: '选定',       from: ['offered'],  to: 'chosen',    by: theClock, brings: reason },
  lose:     { zh: '未选中',     from: ['offered', 'chosen', 'answered'], to: 'declined', by: theClock, brings: reason, tone: 'stop' },
  deliver:  { zh: '已解决，请确认', from: ['chosen'], to: 'answered', brings: solution, becomes: (_, brought: z.infer<typeof solution>) => brought },
  confirm:  { zh: '确认解决',   from: ['answered'], to: 'solved' },
  reopen:   { zh: '没有解决，请继续', from: ['answered'], to: 'chosen', brings: why('翘曲仍超过1毫米。'), tone: 'back' },
  withdraw: { zh: '退出揭榜',   from: ['offered', 'chosen'], to: 'withdrawn', by: theStudio, brings: why('人手不足。'), tone: 'stop' },
});
