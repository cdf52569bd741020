import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { search as searchFor } from '../../api/questions.ts';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';

const route = getRouteApi('/in/search');

/** 找：工作室、事项、人员、成果，中文、拼音、首字母、编号都行；一类一块。 */
export function SearchPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback((typed: string) => void navigate({ search: { q: typed === '' ? undefined : typed }, replace: true }), [navigate]);
  const asked = useQuery(searchFor(q));
  return (
    <Page title={q === '' ? '查找' : `查找“${q}”`}>
      <div className="filters">
        <SearchBox q={q} onSearch={onSearch} label="查找工作室、事项、人员、成果" />
      </div>
      {q === '' ? (
        <Nothing title="想找什么？">工作室、领衔人、单位、事项、成果的名称或编号，打汉字、全拼、首字母都行。</Nothing>
      ) : (
        <Answered of={asked}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing title="没有找到。">换几个字试试；只找得到您有权查看的。</Nothing>
            ) : (
              [...new Set(items.map(({ group }) => group))].map((group) => (
                <Block key={group} title={group}>
                  <ul className="plain found">
                    {items
                      .filter((item) => item.group === group)
                      .map(({ kind, id, title, detail, href }) => (
                        <li key={`${kind} ${id}`}>
                          <To href={href}>{title}</To>
                          <span className="quiet">{detail}</span>
                        </li>
                      ))}
                  </ul>
                </Block>
              ))
            )
          }
        </Answered>
      )}
    </Page>
  );
}
