import { again } from '../../site/edits.ts';
import { isUnsent, type LocalAnswer, type LocalFinding } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { useSite } from './use-site.ts';

type Props = Readonly<{ of: Pick<LocalAnswer | LocalFinding, 'edit' | 'confirmed' | 'conflict' | 'trouble' | 'by'>; id: string; unfinished?: boolean }>;

/** 这一条传了没有，没传是为什么。 */
export function Sending({ of, id, unfinished = false }: Props) {
  const site = useSite();
  if (of.trouble !== undefined) {
    return (
      <p className="wrong" role="alert">
        没传上：{of.trouble} <BigButton onClick={() => site.edit((at) => again(id, at))}>再试</BigButton>
      </p>
    );
  }
  if (of.conflict !== undefined) return null;
  if (unfinished) return <span className="warn-text">没写完，写了问题才上传</span>;
  return isUnsent(of) ? (
    <span className="warn-text">未上传</span>
  ) : (
    <span className="quiet">已上传{of.by !== undefined && of.by !== '' && `（${of.by}）`}</span>
  );
}
