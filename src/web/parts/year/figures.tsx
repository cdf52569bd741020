import type { Figure, FigureGroup } from '#contract/shapes.ts';
import { To } from '../look/to.tsx';
import { figureText } from './figure-text.ts';

function Value({ figure: { zh, value, unit, href } }: { figure: Figure }) {
  const text = figureText(value, unit);
  if (href === undefined || value === 0) return text;
  return (
    <To href={href}>
      <span className="sr-only">{zh} </span>
      {text}
    </To>
  );
}

function Group({ group: { title, figures }, compared }: { group: FigureGroup; compared: boolean }) {
  return (
    <table className="figure-group">
      <caption>{title}</caption>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.code}>
            <th scope="row">{figure.zh}</th>
            <td className="figures right">
              <Value figure={figure} />
            </td>
            {compared && <td className="figures right quiet">{figure.previous !== undefined && `上年 ${figureText(figure.previous, figure.unit)}`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 数字：没有一个是手填的，每个都点得开，看它背后的每一条。 */
export function Figures({ groups }: { groups: readonly FigureGroup[] }) {
  // 第一年没有上年可比，不摆一列零。
  const compared = groups.some(({ figures }) => figures.some(({ previous = 0 }) => previous !== 0));
  return (
    <div className="figure-groups">
      {groups.map((group) => (
        <Group key={group.title} group={group} compared={compared} />
      ))}
    </div>
  );
}
