import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import type { ScanReading } from '#contract/shapes.ts';
import { To } from '../look/to.tsx';

/** 一份盖章件读出来的结果：归到哪里，缺哪页、错哪页。 */
export function ScanSaid({ name, reading }: { name: string; reading: ScanReading }) {
  const { says, wrong, sheets, document } = reading;
  const good = wrong.length === 0;
  return (
    <div className={`scan-said ${good ? 'good' : 'bad'}`} role="status">
      <p>
        {good ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />} <strong>{name}</strong>：{good ? says : '没有收存'}
        {good && document && (
          <>
            {' '}
            <To href={document.href}>打开</To>
          </>
        )}
      </p>
      {!good && (
        <>
          <ul>
            {wrong.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
          {sheets.some(({ fits }) => !fits) && (
            <ol className="sheets" aria-label="逐张结果">
              {sheets.map(({ sheet, text, fits }) => (
                <li key={sheet} className={fits ? '' : 'strange'}>
                  第{sheet}张：{text}
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </div>
  );
}
