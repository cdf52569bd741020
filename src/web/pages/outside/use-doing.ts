import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { sentenceOf } from '../../api/trouble.ts';

/** Does one thing, asks the lists below a key anew, and says what went wrong; `shown` where the form says it already. */
export function useDoing<I, O>(key: string, run: (input: I) => Promise<O>, onDone?: (output: O) => void, shown: (error: unknown) => boolean = () => false) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    async onSuccess(output) {
      await client.invalidateQueries({ queryKey: [key] });
      onDone?.(output);
    },
    onError: (error) => void (shown(error) || message.error(sentenceOf(error))),
  });
}
