import type { Device, Picture } from './device.ts';
import type { Visit } from './visit.ts';

function base64(bytes: ArrayBuffer): string {
  let text = '';
  const all = new Uint8Array(bytes);
  for (let at = 0; at < all.length; at += 0x8000) text += String.fromCharCode(...all.subarray(at, at + 0x8000));
  return btoa(text);
}
const picturesOf = ({ findings, handIn }: Visit): readonly string[] => [
  ...Object.values(findings).flatMap(({ photos }) => photos.map(({ id }) => id)),
  ...[handIn.inspectorSign, handIn.studioSign].flatMap((one) => (one === undefined ? [] : [one.id])),
];

/** Everything this device has of a visit as one JSON file, pictures included: for when it can no longer be uploaded from here. */
export async function exportVisit(visit: Visit, picture: Device['picture']): Promise<string> {
  const found = await Promise.all(picturesOf(visit).map((id) => picture(id)));
  const pictures = found
    .filter((one): one is Picture => one !== undefined)
    .map(({ id, name, type, bytes }) => ({ id, name, data: `data:${type};base64,${base64(bytes)}` }));
  const { id, sheet, answers, findings, handIn } = visit;
  const title = { id, title: sheet.title, studio: sheet.studio.name, hostUnit: sheet.hostUnit };
  return JSON.stringify({ ...title, answers: Object.values(answers), findings: Object.values(findings), handIn, pictures }, null, 2);
}
