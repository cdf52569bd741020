import { App } from 'antd';
import { useId, useState } from 'react';
import type { CheckItem as Item } from '#contract/shapes.ts';
import { answer, begin, isComplete, remove } from '../../site/edits.ts';
import { newKey } from '../../site/new-key.ts';
import { findingsOn, type Result, type Visit } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { ConflictBox } from './conflict-box.tsx';
import { FindingForm } from './finding-form.tsx';
import { results, resultZh } from './result-zh.ts';
import { Sending } from './sending.tsx';
import { useSite } from './use-site.ts';
import { WordsInput } from './words-input.tsx';

/** 有问题 opens a finding at once; going back from it asks before what was written is thrown away. */
function useAnswer(item: Item, visit: Visit) {
  const site = useSite();
  const { modal } = App.useApp();
  const findings = findingsOn(visit, item.code);
  return (result: Result): void => {
    const say = () => site.edit((at) => answer(item.code, { result }, at));
    const clear = () => {
      for (const { key } of findings) site.edit((at) => remove(key, at));
      say();
    };
    if (result === 'problem') {
      say();
      if (findings.length === 0) site.edit((at) => begin(newKey(), item.code, at));
    } else if (findings.some(isComplete)) {
      modal.confirm({
        title: `这一项记了 ${findings.length} 个问题`,
        content: `改为“${resultZh(result)}”，这些问题会一并删除。`,
        okText: '改，并删除问题',
        cancelText: '不改',
        onOk: clear,
      });
    } else clear();
  };
}

function Note({ item, note }: { item: Item; note: string }) {
  const site = useSite();
  const [open, setOpen] = useState(note !== '');
  if (!open) {
    return (
      <BigButton type="link" className="add-note" onClick={() => setOpen(true)} aria-label={`加备注：${item.title}`}>
        加备注
      </BigButton>
    );
  }
  return <WordsInput label="备注" about={item.title} value={note} most={500} onWrite={(words) => site.edit((at) => answer(item.code, { note: words }, at))} />;
}

/** 一项：看什么，怎么样。 */
export function CheckItem({ item, visit }: { item: Item; visit: Visit }) {
  const site = useSite();
  const name = useId();
  const given = visit.answers[item.code];
  const findings = findingsOn(visit, item.code);
  const choose = useAnswer(item, visit);
  return (
    <article className="site-item">
      <h3 id={name}>
        {item.from === 'last-finding' && <span className="tag warn">上次的问题</span>} {item.title}
      </h3>
      <p className="site-asks">
        {item.asks}
        {item.clause !== undefined && <span className="quiet">（{item.clause}）</span>}
      </p>
      <fieldset className="site-choice" aria-labelledby={name}>
        {results.map(([code, label]) => (
          <label key={code} className={`choice-${code}`}>
            <input type="radio" name={name} checked={given?.result === code} onChange={() => choose(code)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {given?.conflict && <ConflictBox id={item.code} conflict={given.conflict} mine={`${resultZh(given.result)}${given.note && `，${given.note}`}`} />}
      {findings.map((finding) => (
        <FindingForm key={finding.key} finding={finding} />
      ))}
      {given?.result === 'problem' && (
        <BigButton onClick={() => site.edit((at) => begin(newKey(), item.code, at))} aria-label={`再记一个问题：${item.title}`}>
          {findings.length === 0 ? '写明问题' : '再记一个问题'}
        </BigButton>
      )}
      {given && (
        <div className="site-foot">
          <Note item={item} note={given.note} />
          <Sending of={given} id={item.code} />
        </div>
      )}
    </article>
  );
}
