import { useEffect, useSyncExternalStore } from 'react';
import { canPlace, wantsPlace, watchPlace } from '../../site/place.ts';

let watching: ReturnType<typeof watchPlace> | undefined;
let trouble = '';
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
function start(): void {
  trouble = '';
  watching ??= watchPlace(() => {
    trouble = '没有取到位置，照片照常记';
    tell();
  });
}
function stop(): void {
  watching?.stop();
  watching = undefined;
}
/** Where a photo is taken, when that is to be noted and the device knows. */
export const placeNow = (): string | undefined => watching?.now();

/** 记录位置：asked of whoever holds the phone, never taken. */
export function PlaceSwitch() {
  const wanted = useSyncExternalStore(listen, wantsPlace.read);
  const said = useSyncExternalStore(listen, () => trouble);
  useEffect(() => {
    if (wanted) start();
    return stop;
  }, [wanted]);
  if (!canPlace()) return null;
  return (
    <label className="site-check">
      <input
        type="checkbox"
        checked={wanted}
        onChange={({ target }) => {
          wantsPlace.keep(target.checked);
          tell();
        }}
      />
      <span>
        拍照时记录位置<span className="quiet">（作为证据，可以不记）</span>
        {wanted && said !== '' && <span className="warn-text">　{said}</span>}
      </span>
    </label>
  );
}
