import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LetterWish, Option } from '#contract/shapes.ts';
import { takeOption, type Taken } from '../../api/take.ts';
import { onceKey } from '../form/once-key.ts';
import type { Wanted } from './taking.ts';

/** Takes an option; afterwards everything on the page is asked again, because anything may have followed. */
export function useTake(
  { option, matter, wrap = (input) => input }: Wanted,
  onTaken: (taken: Taken, option: Option) => void,
  letterOf: () => LetterWish | undefined = () => undefined,
) {
  const client = useQueryClient();
  const [key] = useState(onceKey);
  return useMutation({
    mutationFn(filled: unknown) {
      const [input, letter] = [wrap(filled), letterOf()];
      return takeOption({ option, input, matter, letter, key: key.for({ href: option.href, input, letter, version: matter?.version }) });
    },
    onSuccess(taken) {
      key.done();
      if (taken.matter) client.setQueryData(['matter', taken.matter.id], taken.matter);
      void client.invalidateQueries();
      onTaken(taken, option);
    },
  });
}
