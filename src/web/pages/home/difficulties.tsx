import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Day } from '#core/shared/days.ts';
import { matters } from '../../api/questions.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';
import { difficultyWords } from './difficulty-words.ts';

/** 四.2：困难要有人交办、按期答复；没有在办的就不占地方。 */
export function Difficulties({ today }: { today: Day }) {
  const { data: rows = [], more } = listed(useInfiniteQuery(matters({ kind: 'difficulty', open: 'true', sort: 'dueOn', limit: 100 })));
  if (rows.length === 0) return null;
  return (
    <Block
      title="困难问题"
      side={
        <Link to="/matters" search={{ kind: 'difficulty', open: 'true', sort: 'dueOn' }}>
          看困难问题
        </Link>
      }
    >
      <p className={rows.some(({ dueOn }) => dueOn !== undefined && dueOn < today) ? 'wrong figures' : 'figures'}>{difficultyWords(rows, today, more)}</p>
    </Block>
  );
}
