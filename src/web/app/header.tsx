import { BellOutlined, MailOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Badge, Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { Me } from '#contract/shapes.ts';
import plaque from '../plaque.svg';
import { DemoClock } from './demo-clock.tsx';
import { HeaderSearch } from './header-search.tsx';
import { hasOutbox, menuOf } from './menu.ts';
import { WhoAmI } from './who-am-i.tsx';

function Menu({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { pathname } = useLocation();
  return (
    <nav className="menu" aria-label="主菜单">
      {menuOf(me).map(({ href, label, also }) => (
        <Link
          key={href}
          to={href}
          activeOptions={{ exact: href === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          aria-current={pathname === also ? 'page' : undefined}
          onClick={onGo}
        >
          {label}
        </Link>
      ))}
      {onGo && hasOutbox(me) && (
        <Link to="/letters" activeProps={{ 'aria-current': 'page' }} onClick={onGo}>
          发件箱
        </Link>
      )}
    </nav>
  );
}

function Bell({ unread }: { unread: number }) {
  return (
    <Link to="/notifications" className="icon-link" aria-label={unread > 0 ? `${unread > 99 ? '99+' : unread} 条未读通知` : '通知'}>
      <span aria-hidden>
        <Badge count={unread} size="small" overflowCount={99}>
          <BellOutlined className="icon" />
        </Badge>
      </span>
    </Link>
  );
}

/** 我是谁，以什么职务办事；有几条通知；到哪里去。 */
export function Header({ me }: { me: Me }) {
  const wide = Grid.useBreakpoint().lg !== false;
  const [open, setOpen] = useState(false);
  return (
    <header className="header no-print">
      <div className="header-line">
        {!wide && <Button type="text" icon={<MenuOutlined />} aria-label="打开菜单" onClick={() => setOpen(true)} />}
        <Link to="/" className="brand" aria-label="领衔，回到我的桌面">
          <img src={plaque} alt="" width="24" height="24" /> 领衔
        </Link>
        {wide && <Menu me={me} />}
        <span className="header-space" />
        {wide ? (
          <HeaderSearch />
        ) : (
          <Link to="/search" className="icon-link" aria-label="查找">
            <SearchOutlined aria-hidden className="icon" />
          </Link>
        )}
        {wide && hasOutbox(me) && (
          <Link to="/letters" className="icon-link" aria-label="发件箱" title="发件箱">
            <MailOutlined aria-hidden className="icon" />
          </Link>
        )}
        <Bell unread={me.unread} />
        <WhoAmI me={me} short={!wide} />
      </div>
      {me.demo && <DemoClock today={me.today} />}
      <Drawer open={open && !wide} onClose={() => setOpen(false)} placement="left" size={280} title="领衔">
        <Menu me={me} onGo={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}
