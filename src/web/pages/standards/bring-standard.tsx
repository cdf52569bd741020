import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import type { Problem } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { Block } from '../../parts/look/page.tsx';

/** 带进新版本：先下载一份，改好再带进来；错在哪里逐条说。带进来不等于施行。 */
export function BringStandard({ onBrought }: { onBrought: (id: string) => void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [faults, setFaults] = useState<readonly Problem['reasons'][number][]>([]);
  const bring = useMutation({
    mutationFn: async (file: File) => call('bringStandard', { body: { text: await file.text() } }),
    onMutate: () => setFaults([]),
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ['standards'] });
      void message.success(`已带进版本 ${id}，还没有施行；先对照、试算，再定施行日。`);
      onBrought(id);
    },
    onError(error) {
      if (isTrouble(error) && error.reasons.length > 0) setFaults(error.reasons);
      else void message.error(sentenceOf(error));
    },
  });
  return (
    <Block title="带进新版本">
      <p className="quiet">从上面下载一份，改好条文、分值、时限和编号（id），再带进来。带进来不等于施行，对照、试算之后再定施行日。</p>
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={(file) => {
          bring.mutate(file);
          return false;
        }}
      >
        <Button loading={bring.isPending}>选择标准文件（JSON）</Button>
      </Upload>
      {faults.length > 0 && (
        <div role="alert" className="wrong">
          <p>没有带进来，请改好下面 {faults.length} 处：</p>
          <ul>
            {faults.map(({ field, message: says }, index) => (
              <li key={`${field} ${index}`}>{says}</li>
            ))}
          </ul>
        </div>
      )}
    </Block>
  );
}
