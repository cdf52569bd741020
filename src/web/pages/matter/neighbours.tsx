import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { listMemory, neighbours } from '../../parts/list/list-memory.ts';

/** 上一件、下一件，照打开它的那张单子。 */
export function Neighbours({ id }: { id: string }) {
  const near = neighbours(id, listMemory.read());
  if (near === undefined) return <Link to="/">我的桌面</Link>;
  return (
    <nav className="neighbours" aria-label="单子里的上一件和下一件">
      <a href={near.back}>{near.name}</a>
      <span className="quiet figures">
        第 {near.place} / {near.of} 件
      </span>
      {near.previous !== undefined && (
        <Link to="/matters/$id" params={{ id: near.previous }}>
          <LeftOutlined aria-hidden /> 上一件
        </Link>
      )}
      {near.next !== undefined && (
        <Link to="/matters/$id" params={{ id: near.next }}>
          下一件 <RightOutlined aria-hidden />
        </Link>
      )}
    </nav>
  );
}
