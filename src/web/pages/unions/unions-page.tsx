import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { openings, unions } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { More } from '../../parts/list/more.tsx';
import { ImportLink } from '../../parts/list/import-link.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { UnionTree } from './union-tree.tsx';

const route = getRouteApi('/in/unions');
const without = [{ value: 'inCharge', label: '还没有专人负责' }] as const;

function Add() {
  const { data } = useQuery(openings);
  return data?.items.filter(({ href }) => href === '/api/unions').map((option) => <OptionButton key={option.name} option={option} />) ?? null;
}

/** 工会：谁归口谁，谁专人负责；没有专人负责的标出来。 */
export function UnionsPage() {
  const { acting } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback((q: string) => void navigate({ search: (now) => ({ ...now, q: q === '' ? undefined : q }), replace: true }), [navigate]);
  const list = listed(useInfiniteQuery(unions(search)));
  return (
    <Page
      title="工会"
      side={
        <>
          {acting.office !== 'sysadmin' && (
            <Link to="/support" className="text-link">
              工会保障
            </Link>
          )}
          <ImportLink what="unions" />
          <Add />
        </>
      }
    >
      <div className="filters">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找工会" />
        <Chips
          label="只看"
          chips={without}
          value={search.without}
          onChange={(value) => void navigate({ search: (now) => ({ ...now, without: value === 'inCharge' ? value : undefined }), replace: true })}
        />
      </div>
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={search.without ? '每个工会都有专人负责。' : '没有找到这样的工会。'} />
          ) : (
            <>
              <UnionTree unions={rows} />
              <More {...list} shown={rows.length} unit="个" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
