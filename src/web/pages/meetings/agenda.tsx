import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Matter } from '#contract/shapes.ts';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { useTake } from '../../parts/option/use-take.ts';
import { SaidNo } from '../../parts/option/said-no.tsx';
import { moved, stepOf, type Item, type Meeting } from './meeting-of.ts';

type Props = Readonly<{ matter: Matter; meeting: Meeting; onOpen: (item: string) => void }>;
const kinds = { pending: 'warn', deferred: 'plain', decided: 'good', released: 'good', dropped: 'plain' } as const;

function Said({ item: { step, said, note, changed, decidedBy } }: { item: Item }) {
  if (step === undefined && note === '') return null;
  return (
    <p className="quiet">
      {step !== undefined && `${step.title}${said.length > 0 ? `（${said.map(({ label, text }) => `${label}：${text}`).join('；')}）` : ''}`}
      {note !== '' && `${step === undefined ? '' : '。'}${note}`}
      {decidedBy !== undefined && ` —— ${decidedBy}`}
      {changed && <strong className="warn-text"> 议定以后这件事项有变化，请再看一看</strong>}
    </p>
  );
}

/** 议程：一项一行，点开就是那一项的一屏；次序用箭头调。 */
export function Agenda({ matter, meeting, onOpen }: Props) {
  const [order, drop] = [stepOf(matter, 'order'), stepOf(matter, 'drop')];
  const arrange = useTake({ option: order ?? matter.options[0]!, matter }, () => undefined);
  const remove = useTake({ option: drop ?? matter.options[0]!, matter }, () => undefined);
  const shift = (id: string, by: -1 | 1): void => arrange.mutate({ items: moved(meeting.items, id, by) });
  return (
    <>
      <ol className="agenda">
        {meeting.items.map((item, index) => (
          <li key={item.id}>
            <span className="agenda-place figures">{index + 1}</span>
            <div className="agenda-words">
              <button type="button" className="text-link" onClick={() => onOpen(item.id)}>
                {item.matter.title}
              </button>
              <p className="quiet">
                {item.matter.kindZh}
                {item.studio !== undefined && !item.matter.title.includes(item.studio.name) && ` · ${item.studio.name}`} · 现为{item.now.zh}
              </p>
              <Said item={item} />
            </div>
            <StateTag zh={item.state.zh} kind={kinds[item.state.code]} />
            {order !== undefined && (
              <span className="agenda-move no-print">
                <Button
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={`《${item.matter.title}》往前`}
                  disabled={index === 0 || arrange.isPending}
                  onClick={() => shift(item.id, -1)}
                />
                <Button
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={`《${item.matter.title}》往后`}
                  disabled={index === meeting.items.length - 1 || arrange.isPending}
                  onClick={() => shift(item.id, 1)}
                />
                {drop !== undefined && (
                  <Button size="small" type="link" onClick={() => remove.mutate({ item: item.id })}>
                    移出<span className="sr-only">《{item.matter.title}》</span>
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      <SaidNo error={arrange.error ?? remove.error} matter={matter.id} />
    </>
  );
}
