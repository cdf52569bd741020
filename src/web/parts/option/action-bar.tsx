import { Dropdown, Button } from 'antd';
import type { Matter, Option } from '#contract/shapes.ts';
import { OptionButton } from './option-button.tsx';
import { useTaking } from './taking.ts';
import { isLacking } from './tone.ts';

type Props = Readonly<{
  options: readonly Option[];
  matter: Pick<Matter, 'id' | 'title' | 'version'>;
  titles?: Readonly<Record<string, string>>;
  beside?: boolean;
}>;

const order: Readonly<Record<Option['tone'], number>> = { forward: 0, back: 1, stop: 2 };
const shown = 4;

/** 现在要我办的：始终看得见；`beside` a form that is itself what is asked, it stays in its place. At most four buttons lie open; the rest fold. */
export function ActionBar({ options, matter, titles, beside = false }: Props) {
  const { open } = useTaking();
  if (options.length === 0) return null;
  const sorted = options.filter(({ more }) => more !== true).sort((a, b) => order[a.tone] - order[b.tone] || Number(isLacking(a)) - Number(isLacking(b)));
  // What every matter has — 转办、会签、抄送 … — is never in the way of what is asked here.
  const always = options.filter(({ more }) => more === true);
  const room = always.length > 0 ? shown : shown + 1;
  const [near, rest] = sorted.length >= room ? [sorted.slice(0, shown - 1), sorted.slice(shown - 1)] : [sorted, []];
  const far = [...rest, ...always];
  return (
    <div className={beside ? 'action-bar beside' : 'action-bar'} role="toolbar" aria-label="现在可以办的">
      {near.map((option) => (
        <OptionButton key={option.name} option={option} matter={matter} titles={titles} />
      ))}
      {far.length > 0 && (
        <Dropdown
          autoFocus
          trigger={['click']}
          menu={{
            items: far.flatMap((option, index) => [
              ...(option.more === true && index === rest.length && rest.length > 0 ? [{ key: 'line', type: 'divider' as const }] : []),
              {
                key: option.name,
                label: isLacking(option) ? `${option.title}（还差 ${option.lacks?.length ?? 0} 样）` : option.title,
                danger: option.tone === 'stop',
              },
            ]),
            onClick: ({ key }) => {
              const option = far.find(({ name }) => name === key);
              if (option) open({ option, matter, titles });
            },
          }}
        >
          <Button>其他办法</Button>
        </Dropdown>
      )}
    </div>
  );
}
