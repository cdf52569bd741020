import { useQuery } from '@tanstack/react-query';
import { openings } from '../../api/questions.ts';
import { OptionButton } from './option-button.tsx';

/** Those of the things I may start from nothing that belong on this page, by name. */
export function OpeningButtons({ names }: { names: readonly string[] }) {
  const { data } = useQuery(openings);
  const offered = data?.items.filter(({ name }) => names.includes(name)) ?? [];
  return offered.map((option, index) => <OptionButton key={`${option.name} ${option.href}`} option={option} plain={index > 0} />);
}
