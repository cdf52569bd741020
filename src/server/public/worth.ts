import { dayZh, type Day } from '#core/shared/days.ts';
import type { Plaque } from './public-data.ts';

export type Worth = Readonly<{ mark: 'good' | 'bad'; zh: string; says: string }>;

/** 牌匾今天是什么情况：一个词，一句话。 */
export function worth({ standing, validUntil, endedOn, replaced, plaqueNo }: Plaque, today: Day): Worth {
  if (standing === 'revoked') return { mark: 'bad', zh: '已撤销', says: `该工作室的命名已${endedOn ? `于${dayZh(endedOn)}` : ''}被撤销，牌匾已失效。` };
  if (standing === 'dissolved') return { mark: 'bad', zh: '已注销', says: `该工作室已${endedOn ? `于${dayZh(endedOn)}` : ''}注销，牌匾已失效。` };
  if (replaced) {
    const how = replaced.lostOn === null ? `已于${dayZh(replaced.on)}换发` : `已于${dayZh(replaced.lostOn)}登记遗失、作废，${dayZh(replaced.on)}补发`;
    return { mark: 'bad', zh: '已换发', says: `这块牌匾（${replaced.plaqueNo}，${replaced.name}）${how}，现为${plaqueNo}。` };
  }
  if (today > validUntil) return { mark: 'bad', zh: '已过有效期', says: '该命名已过有效期，尚未重新确认。' };
  if (standing === 'rectifying') return { mark: 'bad', zh: '整改中', says: '牌匾属实；该工作室正在限期整改。' };
  return { mark: 'good', zh: '有效', says: '牌匾属实，命名有效。' };
}
