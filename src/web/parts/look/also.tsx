import { Link } from '@tanstack/react-router';
import { useMe } from './use-me.ts';

/** 牌匾谁都看得到自己的一份；归档是经济部和经审会的事。 */
export function Registers() {
  const { acting } = useMe();
  return (
    <>
      <Link to="/plaques" className="text-link">
        牌匾登记簿
      </Link>
      {(acting.office === 'department' || acting.office === 'auditor') && (
        <Link to="/archive" className="text-link">
          归档
        </Link>
      )}
    </>
  );
}

/** 不天天看、菜单里放不下的几页：一步就到。 */
export function Also() {
  return (
    <>
      <Link to="/library" className="text-link">
        经验库
      </Link>
      <Link to="/challenges" className="text-link">
        揭榜
      </Link>
      <Link to="/support" className="text-link">
        工会保障
      </Link>
      <Link to="/import" className="text-link">
        从 Excel 导入
      </Link>
      <Link to="/scans" className="text-link">
        盖章件回传
      </Link>
      <Registers />
    </>
  );
}
