import { InputNumber } from 'antd';
import type { Fen } from '#core/shared/money.ts';
import { inWords } from '#core/shared/money.ts';
import { fenOfYuan, yuanOfFen } from '../text/money-text.ts';

type Props = Readonly<{ id?: string; value?: Fen | null; onChange?: (fen: Fen | undefined) => void; placeholder?: string; words?: boolean }>;

/** Money: typed in 元 with two decimals, kept as whole fen. Says the amount in 大写, so that a slipped nought is seen. */
export function MoneyInput({ value, onChange, words = true, ...rest }: Props) {
  const known = typeof value === 'number' ? value : undefined;
  return (
    <>
      <InputNumber<string>
        {...rest}
        className="wide"
        stringMode
        precision={2}
        inputMode="decimal"
        controls={false}
        suffix="元"
        value={known === undefined ? null : yuanOfFen(known)}
        parser={(text = '') => String(text).replace(/[,，\s￥¥元]/g, '')}
        onChange={(typed) => onChange?.(typed === null || typed === '' ? undefined : fenOfYuan(String(typed)))}
      />
      {words && known !== undefined && known > 0 && <span className="quiet">{inWords(known)}</span>}
    </>
  );
}
