import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reviewWaiting } from '../../api/questions.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';

/** 等着请专家的：一家一家安排，或在评审台一起排；没有就不占地方。 */
export function ExpertsWanted() {
  const { data = [], more } = listed(useInfiniteQuery(reviewWaiting));
  if (data.length === 0) return null;
  const short = data.filter(({ seated }) => seated > 0).length;
  return (
    <Block title="评审专家" side={<Link to="/review">到评审台一起排</Link>}>
      <p className="figures">
        {data.length}
        {more && '多'} 件等着请专家{short > 0 && `，其中 ${short} 件有人回避或弃权，要增补`}。
      </p>
    </Block>
  );
}
