const kept = 'lingxian.site.place';
const freshFor = 5 * 60_000;

/** Latitude, longitude and how sure the device is: 24.48010,118.08920（±15米）. */
export const placeText = ({ latitude, longitude, accuracy }: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>): string =>
  `${latitude.toFixed(5)},${longitude.toFixed(5)}（±${Math.round(accuracy)}米）`;

/** Where the device is, while somebody wants it to be noted with the photos. Only behind https. */
export function watchPlace(onTrouble: () => void): Readonly<{ now: () => string | undefined; stop: () => void }> {
  let last: GeolocationPosition | undefined;
  if (!('geolocation' in navigator)) return { now: () => undefined, stop() {} };
  const watching = navigator.geolocation.watchPosition((position) => (last = position), onTrouble, { enableHighAccuracy: true, maximumAge: 60_000 });
  return {
    now: () => (last !== undefined && Date.now() - last.timestamp < freshFor ? placeText(last.coords) : undefined),
    stop: () => navigator.geolocation.clearWatch(watching),
  };
}

export const canPlace = (): boolean => window.isSecureContext && 'geolocation' in navigator;
/** 记录位置：asked once, kept on this device. */
export const wantsPlace = {
  read: (): boolean => localStorage.getItem(kept) === 'yes',
  keep: (wanted: boolean): void => localStorage.setItem(kept, wanted ? 'yes' : 'no'),
};
