import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { audit } from '../../api/questions.ts';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

const route = getRouteApi('/in/audit');

/** 审计日志：谁在什么时候做了什么，成与不成都在；只能看，不能改。 */
export function AuditPage() {
  const { look: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback((q: string) => void navigate({ search: (now) => ({ ...now, q: q === '' ? undefined : q }), replace: true }), [navigate]);
  const list = listed(useInfiniteQuery(audit(search)));
  return (
    <Page title="审计日志" lead="每一个动作一行，被拒绝的也记。系统和管理员都不能修改或删除。">
      <div className="filters">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找日志" hint="动作或对象编号" />
      </div>
      <ListChart list="audit" query={search} />
      <Answered of={list} lines={12}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有符合条件的记录。" />
          ) : (
            <>
              <PlainTable
                caption="审计日志"
                short={[0, 1, 2, 3, 5]}
                columns={['时间', '职务', '人员', '动作', '对象编号', '结果', '详情']}
                rows={rows.map(({ at, office, actor, what, whatZh, which, outcome, detail }) => [
                  <span key="at" className="figures">
                    {momentZh(at)}
                  </span>,
                  office,
                  actor,
                  <span key="what" title={what}>
                    {whatZh}
                  </span>,
                  <code key="which" className="break-all">
                    {which}
                  </code>,
                  <StateTag key="outcome" zh={outcome === 'done' ? '已办' : '被拒'} kind={outcome === 'done' ? 'good' : 'bad'} />,
                  detail === '{}' || detail === '' ? (
                    '—'
                  ) : (
                    <span key="detail" className="break-all quiet">
                      {detail}
                    </span>
                  ),
                ])}
              />
              <More {...list} shown={rows.length} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
