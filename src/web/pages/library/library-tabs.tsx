import { Link } from '@tanstack/react-router';

const tabs = [
  { to: '/library', label: '经验' },
  { to: '/challenges', label: '揭榜' },
] as const;

/** 一个名词下的两页：别人做成了什么，别人在找谁。 */
export function LibraryTabs() {
  return (
    <nav className="page-tabs no-print" aria-label="经验和揭榜">
      {tabs.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
