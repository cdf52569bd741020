import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { importables } from '../../api/questions.ts';

/** 能从 Excel 导入的地方，给一个入口；不能的没有。`what` is a kind, or the beginning of several. */
export function ImportLink({ what }: { what: string }) {
  const { data } = useQuery(importables);
  const first = data?.items.find(({ code }) => code.startsWith(what));
  if (first === undefined) return null;
  return (
    <Link to="/import" search={{ what: first.code }} className="text-link no-print">
      从 Excel 导入
    </Link>
  );
}
