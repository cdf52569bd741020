import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { PersonRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { openings, people } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { ImportLink } from '../../parts/list/import-link.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';

const route = getRouteApi('/in/people');

function Person({ person: { name, account, disabled, offices, options } }: { person: PersonRow }) {
  return (
    <li className="card person">
      <p className="card-title">
        {name} {disabled && <StateTag zh="账号已停用" kind="bad" />}
        {account === null && <StateTag zh="没有账号" />}
      </p>
      {account !== null && <p className="quiet">账号 {account}</p>}
      <ul className="plain offices">
        {offices.map(({ id, officeZh, union, studio, from, to }) => (
          <li key={id}>
            <strong>{officeZh}</strong> {[union?.name, studio?.name].filter((part) => part !== undefined).join(' · ')}
            <span className="quiet figures">
              {' '}
              {dayZh(from)}起{to !== null && `，至${dayZh(to)}`}
            </span>
          </li>
        ))}
        {offices.length === 0 && <li className="quiet">没有职务</li>}
      </ul>
      {options.length > 0 && (
        <div className="buttons">
          {options.map((option) => (
            <OptionButton key={`${option.name} ${option.href}`} option={option} plain size="small" />
          ))}
        </div>
      )}
    </li>
  );
}

function Add() {
  const { data } = useQuery(openings);
  return data?.items.filter(({ href }) => href === '/api/people').map((option) => <OptionButton key={option.name} option={option} />) ?? null;
}

/** 人员和职务：谁坐在哪张桌子前；账号归系统管理员，职务归安全管理员。 */
export function PeoplePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback((q: string) => void navigate({ search: { q: q === '' ? undefined : q }, replace: true }), [navigate]);
  const list = listed(useInfiniteQuery(people({ q: search.q })));
  return (
    <Page
      title="人员和职务"
      side={
        <>
          <ImportLink what="people" />
          <Add />
        </>
      }
    >
      <div className="filters">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找人员" hint="姓名、账号或拼音首字母" />
      </div>
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有找到这样的人。" />
          ) : (
            <>
              <ul className="cards people">
                {rows.map((person) => (
                  <Person key={person.id} person={person} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="人" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
