import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { LetterPage } from '#contract/shapes.ts';
import { sentenceOf } from '../../api/trouble.ts';

/** Does one thing to a letter; the page then shows how it stands, and every list is asked anew. */
export function useLetter<I>(id: string, run: (input: I) => Promise<LetterPage>, said: string, onDone?: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    async onSuccess(letter) {
      client.setQueryData(['letter', id], letter);
      void message.success(said);
      onDone?.();
      await client.invalidateQueries({ queryKey: ['letters'] });
    },
    async onError(error) {
      void message.error(sentenceOf(error));
      await client.invalidateQueries({ queryKey: ['letter', id] });
    },
  });
}
