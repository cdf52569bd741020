import { useInfiniteQuery } from '@tanstack/react-query';
import { unions } from '../../api/questions.ts';
import { listed } from '../../parts/list/use-list.ts';
import { OptionButton } from '../../parts/option/option-button.tsx';

/** 明确专人负责：工会没有自己的“工会”页，就在这里定。 */
export function NameInCharge({ union }: { union: string }) {
  const { data } = listed(useInfiniteQuery(unions({})));
  const options = data?.find(({ id }) => id === union)?.options.filter(({ name }) => name === 'in-charge.name') ?? [];
  return options.map((option) => <OptionButton key={option.name} option={option} plain size="small" />);
}
