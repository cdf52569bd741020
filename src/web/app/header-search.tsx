import { SearchOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';

/** 查找：回车才去，不在打字途中跳走。 */
export function HeaderSearch() {
  const navigate = useNavigate();
  const [q, type] = useState('');
  return (
    <form
      role="search"
      className="header-search"
      onSubmit={(event) => {
        event.preventDefault();
        if (q.trim() !== '') void navigate({ to: '/search', search: { q: q.trim() } });
      }}
    >
      <Input
        type="search"
        value={q}
        onChange={({ target }) => type(target.value)}
        prefix={<SearchOutlined aria-hidden />}
        placeholder="查找工作室、事项、人"
        aria-label="查找工作室、事项、人员、成果"
        maxLength={60}
      />
    </form>
  );
}
