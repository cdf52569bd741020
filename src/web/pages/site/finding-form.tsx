import { App } from 'antd';
import { useId } from 'react';
import { isComplete, remove, write } from '../../site/edits.ts';
import type { LocalFinding } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { ConflictBox } from './conflict-box.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { levels } from './result-zh.ts';
import { Sending } from './sending.tsx';
import { useSite } from './use-site.ts';
import { WordsInput } from './words-input.tsx';

function Level({ finding }: { finding: LocalFinding }) {
  const site = useSite();
  const name = useId();
  return (
    <fieldset className="site-choice" aria-label="程度">
      {levels.map(([code, label]) => (
        <label key={code} className={`choice-${code}`}>
          <input type="radio" name={name} checked={finding.level === code} onChange={() => site.edit((at) => write(finding.key, { level: code }, at))} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useThrowAway({ key, text }: LocalFinding) {
  const site = useSite();
  const { modal } = App.useApp();
  const go = () => site.edit((at) => remove(key, at));
  return () => {
    if (text.trim() === '') return go();
    modal.confirm({ title: '删除这个问题？', content: text, okText: '删除', cancelText: '留着', onOk: go });
  };
}

/** 一个问题：程度、是什么、怎么改、照片。Everything is kept with every key. */
export function FindingForm({ finding }: { finding: LocalFinding }) {
  const site = useSite();
  const { key, text, advice, conflict } = finding;
  const throwAway = useThrowAway(finding);
  const unfinished = !isComplete(finding);
  return (
    <section className={`site-finding ${finding.level}`} aria-label={`问题：${text.slice(0, 20) || '没写'}`}>
      <Level finding={finding} />
      {finding.level === 'red' && <p className="quiet">严重的，市总核实后限期整改，并影响称号。</p>}
      <WordsInput label="问题" value={text} most={1000} required onWrite={(words) => site.edit((at) => write(key, { text: words }, at))} />
      <WordsInput label="改进建议" value={advice} most={1000} onWrite={(words) => site.edit((at) => write(key, { advice: words }, at))} />
      <PhotoStrip finding={finding} />
      {conflict && <ConflictBox id={key} conflict={conflict} mine={text} />}
      <div className="site-foot">
        <BigButton type="link" onClick={throwAway} aria-label={`删除这个问题：${text.slice(0, 20) || '没写'}`}>
          删除这个问题
        </BigButton>
        <Sending of={finding} id={key} unfinished={unfinished} />
      </div>
    </section>
  );
}
