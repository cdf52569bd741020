import type { ExperienceRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { roughYuan } from '../../parts/text/money-text.ts';

/** 已有 3 家采用，合计效益 12.5 万元 */
function spread({ kind, adoptions, benefitFen }: ExperienceRow): string | undefined {
  if (adoptions === 0) return kind.code === 'guidance' ? undefined : '还没有单位采用';
  return `已有 ${adoptions} 家采用${benefitFen > 0 ? `，合计效益 ${roughYuan(benefitFen)}` : ''}`;
}

/** 一篇经验一张卡：什么问题，什么效果，谁家的，有几家学了。 */
export function ExperienceCard({ row }: { row: ExperienceRow }) {
  const { title, kind, topic, problem, effect, studio, hostUnit, state, publishedOn, href } = row;
  const spreadWords = spread(row);
  return (
    <li className="card library-card">
      <p className="card-title">
        <To href={href}>{title}</To>
      </p>
      <p className="tags">
        <StateTag zh={kind.zh} /> <StateTag zh={topic} />
        {state.code !== 'published' && (
          <>
            {' '}
            <StateTag zh={state.zh} kind="warn" />
          </>
        )}
      </p>
      <dl className="story">
        <div>
          <dt>{kind.code === 'guidance' ? '适用' : '问题'}</dt>
          <dd>{problem}</dd>
        </div>
        {effect !== '' && (
          <div>
            <dt>效果</dt>
            <dd>{effect}</dd>
          </div>
        )}
      </dl>
      <p className="library-foot quiet">
        <span>{kind.code === 'guidance' ? '市总经济部' : [studio?.name, hostUnit].filter((part) => part !== undefined).join(' · ')}</span>
        {publishedOn && <span className="figures">{dayZh(publishedOn)}发布</span>}
      </p>
      {spreadWords && <p className="library-spread figures">{spreadWords}</p>}
    </li>
  );
}
