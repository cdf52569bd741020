import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useRef } from 'react';
import type { Choice } from '#contract/shapes.ts';
import { send } from '../../api/call.ts';
import { useTyped } from '../text/use-typed.ts';

type Props = Readonly<{ id?: string; href: string; many?: boolean; value?: unknown; onChange?: (value: unknown) => void; title: string; most?: number }>;

const isChoice = (value: unknown): value is Choice => typeof value === 'object' && value !== null && 'value' in value && 'label' in value;

/** The choices at an address, narrowed by what is typed. */
export async function askChoices(href: string, q: string, signal?: AbortSignal): Promise<readonly Choice[]> {
  const address = new URL(href, location.origin);
  address.searchParams.set('limit', '100');
  if (q !== '') address.searchParams.set('q', q);
  const answer = await send(`${address.pathname}${address.search}`, { method: 'GET', signal });
  const items = typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items) ? answer.items : [];
  return items.filter(isChoice);
}

export const choicesAt = (href: string, q: string) => ({
  queryKey: ['choices', href, q],
  queryFn: ({ signal }: { signal: AbortSignal }) => askChoices(href, q, signal),
  staleTime: 30_000,
});

/** A reference, chosen from what this reader may choose for this matter. */
export function ChoiceInput({ id, href, many = false, value, onChange, title, most }: Props) {
  const { q, type, box } = useTyped();
  const { data = [], isFetching } = useQuery(choicesAt(href, q));
  const seen = useRef(new Map<string, string>());
  for (const { value: one, label } of data) seen.current.set(one, label);
  const chosen = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String);
  const beyond = chosen
    .filter((one) => !data.some((choice) => choice.value === one))
    .map((one) => ({ value: one, label: seen.current.get(one) ?? (isFetching ? '……' : one) }));

  return (
    <span {...box}>
      <Select
        id={id}
        aria-label={title}
        className="wide"
        mode={many ? 'multiple' : undefined}
        maxCount={many ? most : undefined}
        showSearch={{ onSearch: type, filterOption: false }}
        options={[...data, ...(q === '' ? beyond : [])].map((choice) => ({ value: choice.value, label: choice.label }))}
        value={many ? chosen : chosen[0]}
        labelRender={({ label, value: one }) => label ?? seen.current.get(String(one)) ?? String(one)}
        onChange={onChange}
        loading={isFetching}
        allowClear
        placeholder="请选择，可输入几个字查找"
        notFoundContent={isFetching ? '正在查找……' : q === '' ? '没有可选的' : '没有找到，换几个字试试'}
      />
    </span>
  );
}
