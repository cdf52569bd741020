import { Link } from '@tanstack/react-router';

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
      <Link to="/scans" className="text-link">
        盖章件回传
      </Link>
    </>
  );
}
