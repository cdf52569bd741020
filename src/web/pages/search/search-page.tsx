import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { search as searchFor } from '../../api/questions.ts';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';

const route = getRouteApi('/in/search');

/** 找：工作室和事项，中文、拼音首字母、编号都行。 */
export function SearchPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback((typed: string) => void navigate({ search: { q: typed === '' ? undefined : typed }, replace: true }), [navigate]);
  const asked = useQuery(searchFor(q));
  return (
    <Page title={q === '' ? '查找' : `查找“${q}”`}>
      <div className="filters">
        <SearchBox q={q} onSearch={onSearch} label="查找工作室和事项" />
      </div>
      {q === '' ? (
        <Nothing title="想找什么？">工作室名称、领衔人、单位、事项、牌匾编号，或拼音首字母。</Nothing>
      ) : (
        <Answered of={asked}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing title="没有找到。">换几个字试试；只找得到您有权查看的。</Nothing>
            ) : (
              <ul className="plain found">
                {items.map(({ kind, id, title, detail, href }) => (
                  <li key={`${kind} ${id}`}>
                    <To href={href}>{title}</To>
                    <span className="quiet">{detail}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      )}
    </Page>
  );
}
