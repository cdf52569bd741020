import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { LetterTemplate, Wording } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { templateVersions } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { WordsFields } from '../../parts/letters/words-fields.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

type Props = Readonly<{ template: LetterTemplate; slots: readonly Readonly<{ name: string; zh: string }>[]; mayEdit: boolean }>;

function Versions({ of, onTake }: { of: string; onTake?: (words: Wording) => void }) {
  const { data } = useQuery(templateVersions(of));
  if (data === undefined || data.items.length < 2) return null;
  return (
    <details>
      <summary>历次版本（{data.items.length}）</summary>
      {data.items.map(({ version, subject, text, madeAt, by }) => (
        <details key={version} className="letter-version">
          <summary>{version === 0 ? '系统自带' : `第 ${version} 版，${by ?? ''} ${madeAt === null ? '' : momentZh(madeAt)}`}</summary>
          <p>{subject}</p>
          <p className="letter-text">{text}</p>
          {onTake && (
            <Button size="small" onClick={() => onTake({ subject, text })}>
              用这一版改
            </Button>
          )}
        </details>
      ))}
    </details>
  );
}

const said = (error: unknown): readonly string[] =>
  isTrouble(error) && error.reasons.length > 0 ? error.reasons.map(({ message }) => message) : [sentenceOf(error)];

/** 看、改、预览一个模板；大括号里的项，办理时自动填。 */
export function TemplateEditor({ template: { key, version, ...was }, slots, mayEdit }: Props) {
  const [words, setWords] = useState<Wording>({ subject: was.subject, text: was.text });
  const client = useQueryClient();
  const { message } = App.useApp();
  const preview = useMutation({ mutationFn: () => call('previewTemplate', { body: words }) });
  const save = useMutation({
    mutationFn: () => call('saveTemplate', { params: { key }, body: { version, ...words } }),
    async onSuccess() {
      void message.success('模板已改好，以后的函件照新的写');
      await client.invalidateQueries({ queryKey: ['letter-templates'] });
    },
  });
  const error = save.error ?? preview.error;
  return (
    <div className="letter-editor">
      <WordsFields words={words} onChange={setWords} readOnly={!mayEdit} />
      <details>
        <summary>可以用的项</summary>
        <ul className="plain">
          {slots.map(({ name, zh }) => (
            <li key={name}>
              <code>{`{${name}}`}</code> <span className="quiet">{zh}</span>
            </li>
          ))}
        </ul>
      </details>
      {error !== null && (
        <Alert
          type="error"
          showIcon
          title="没有办成"
          description={
            <ul className="plain">
              {said(error).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="buttons">
        {mayEdit && (
          <Button type="primary" loading={save.isPending} disabled={words.subject === was.subject && words.text === was.text} onClick={() => save.mutate()}>
            保存模板
          </Button>
        )}
        <Button loading={preview.isPending} onClick={() => preview.mutate()}>
          预览
        </Button>
      </div>
      {preview.data && (
        <div className="letter-sheet" aria-label="预览">
          <h2>{preview.data.subject}</h2>
          <p className="letter-text">{preview.data.text}</p>
        </div>
      )}
      <Versions of={key} onTake={mayEdit ? setWords : undefined} />
    </div>
  );
}
