import { Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import SignaturePad from 'signature_pad';
import { say } from '../../site/edits.ts';
import type { Signature as Signed } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { useSite } from './use-site.ts';

type Side = 'inspector' | 'studio';
const words = { inspector: '检查方', studio: '被检查方' } as const;

/** Ink as it falls: sharp on a phone's screen, kept after every stroke. */
function useInk(onInk: (canvas: HTMLCanvasElement) => void) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(undefined);
  const last = useRef(onInk);
  last.current = onInk;
  useEffect(() => {
    const sheet = canvas.current;
    if (sheet === null) return;
    const sharp = Math.max(window.devicePixelRatio, 1);
    sheet.width = sheet.offsetWidth * sharp;
    sheet.height = sheet.offsetHeight * sharp;
    sheet.getContext('2d')?.scale(sharp, sharp);
    const ink = new SignaturePad(sheet, { backgroundColor: '#fff', penColor: '#1c1917', minWidth: 1, maxWidth: 3 });
    ink.addEventListener('endStroke', () => last.current(sheet));
    pad.current = ink;
    return () => ink.off();
  }, []);
  /** For hands that cannot draw: the name, set as text. */
  const type = (name: string): void => {
    const sheet = canvas.current;
    const pen = sheet?.getContext('2d');
    if (sheet === null || !pen) return;
    pad.current?.clear();
    pen.fillStyle = '#1c1917';
    pen.font = "40px 'KaiTi', 'STKaiti', serif";
    pen.textBaseline = 'middle';
    pen.fillText(name, 16, sheet.offsetHeight / 2, sheet.offsetWidth - 32);
    last.current(sheet);
  };
  return { canvas, type, clear: () => pad.current?.clear() };
}

function Sheet({ side, name, onInk, onClear }: { side: Side; name: string; onInk: (canvas: HTMLCanvasElement) => void; onClear: () => void }) {
  const { canvas, clear, type } = useInk(onInk);
  return (
    <>
      <canvas ref={canvas} className="site-ink" role="img" aria-label={`${words[side]}签名处：用手指或笔在框内签名，也可以按“用姓名代替手写”`} />
      <div className="buttons">
        <BigButton
          onClick={() => {
            clear();
            onClear();
          }}
        >
          清除
        </BigButton>
        <BigButton disabled={name.trim().length < 2} onClick={() => type(name.trim())}>
          用姓名代替手写
        </BigButton>
      </div>
    </>
  );
}

function Signing({ id, side, signature }: { id: string; side: Side; signature: Signed }) {
  const site = useSite();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void site.picture(id).then((picture) => {
      if (picture === undefined) return;
      made = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
      setAddress(made);
    });
    return () => (made === undefined ? undefined : URL.revokeObjectURL(made));
  }, [site, id, signature]);
  return address === undefined ? null : <img className="site-ink" src={address} alt={`${words[side]}签名`} />;
}

type Props = Readonly<{ side: Side; visit: string; name: string; signature: Signed | undefined; disabled: boolean }>;

/** 签在屏幕上：名字打上，字签下，签错了重来。 */
export function Signature({ side, visit, name, signature, disabled }: Props) {
  const site = useSite();
  const label = useId();
  const [drawing, setDrawing] = useState(signature === undefined);
  const id = `${visit}.${side}`;
  const field = side === 'inspector' ? ('inspectorSign' as const) : ('studioSign' as const);
  const keep = (canvas: HTMLCanvasElement) =>
    canvas.toBlob((blob) => {
      void blob?.arrayBuffer().then(async (bytes) => {
        await site.keepPicture({ id, name: `${words[side]}签名.png`, type: 'image/png', bytes });
        site.edit(() => say({ [field]: { id } }));
      });
    }, 'image/png');
  const clear = () => site.edit(() => say({ [field]: undefined }));
  return (
    <section className="site-sign" aria-label={`${words[side]}签名`}>
      <label htmlFor={label}>{words[side]}签名人</label>
      <Input
        id={label}
        size="large"
        value={name}
        maxLength={60}
        disabled={disabled}
        onChange={({ target }) => site.edit(() => say({ [side === 'inspector' ? 'inspectorSigner' : 'studioSigner']: target.value }))}
      />
      {drawing && !disabled ? (
        <Sheet side={side} name={name} onInk={keep} onClear={clear} />
      ) : (
        signature && (
          <>
            <Signing id={id} side={side} signature={signature} />
            {!disabled && (
              <BigButton
                onClick={() => {
                  clear();
                  setDrawing(true);
                }}
              >
                重签
              </BigButton>
            )}
          </>
        )
      )}
      {signature && drawing && (
        <p className="quiet" role="status">
          已签，存在本机
        </p>
      )}
    </section>
  );
}
