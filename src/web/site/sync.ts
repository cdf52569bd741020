import { Trouble } from '../api/trouble.ts';
import type { Around } from './around.ts';
import { absorb, asSent, halves, isEmpty, isRebuilt, isSingle, outgoing, photosToSend, type Outgoing } from './changes.ts';
import type { Edit } from './edits.ts';
import { handInIfReady, resendHandIn } from './hand-in.ts';
import { heard, refresh, type LocalAnswer, type LocalFinding, type LocalPhoto } from './visit.ts';

export type Outcome =
  | Readonly<{ kind: 'done' | 'offline' | 'signed-out' | 'shut' }>
  | Readonly<{ kind: 'revoked'; message: string }>
  | Readonly<{ kind: 'busy'; message: string; wait?: number }>;

/** The server has looked at this one thing and will not have it as it is; everything else may go on. */
export const isRefusal = (error: unknown): error is Trouble => error instanceof Trouble && [400, 413, 415, 422].includes(error.status);

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Trouble)) throw error;
  const { status, message, retryAfter } = error;
  if (status === 0) return { kind: 'offline' };
  if (status === 401) return { kind: 'signed-out' };
  if (status === 403 || status === 404) return { kind: 'revoked', message };
  return { kind: 'busy', message, wait: retryAfter };
}

const onPhoto =
  (key: string, id: string, to: (photo: LocalPhoto) => LocalPhoto): Edit =>
  (visit) => {
    const finding = visit.findings[key];
    if (finding === undefined) return visit;
    const photos = finding.photos.map((photo) => (photo.id === id ? to(photo) : photo));
    return { ...visit, findings: { ...visit.findings, [key]: { ...finding, photos } } };
  };

/** A photo the server chokes on holds up nothing else. */
const mayFail = (error: unknown): error is Trouble => isRefusal(error) || (error instanceof Trouble && error.status === 500);

/** Photos first: a finding goes out when what it shows is there. Each id is written down at once, so that nothing is sent twice. */
async function sendPhotos({ desk, net }: Around): Promise<void> {
  for (const { key, photo } of photosToSend(desk.snapshot().visit!)) {
    const picture = await desk.picture(photo.id);
    try {
      if (picture === undefined) throw new Trouble(422, '这张照片已不在本机，请重拍');
      const { id: file } = await net.upload(new File([picture.bytes], picture.name, { type: picture.type }));
      await desk.change(onPhoto(key, photo.id, (one) => ({ ...one, file })));
    } catch (error) {
      if (!mayFail(error)) throw error;
      await desk.change(onPhoto(key, photo.id, (one) => ({ ...one, trouble: error.message })));
    }
  }
}

const troubled =
  (key: string, trouble: string): Edit =>
  (visit) => {
    const [finding, answer]: [LocalFinding | undefined, LocalAnswer | undefined] = [visit.findings[key], visit.answers[key]];
    if (finding !== undefined) return { ...visit, findings: { ...visit.findings, [key]: { ...finding, trouble } } };
    return answer === undefined ? visit : { ...visit, answers: { ...visit.answers, [key]: { ...answer, trouble } } };
  };

/** What is refused as a whole is halved until the one at fault is alone; that one is marked and kept, the others arrive. */
async function deliver(around: Around, parcel: Outgoing): Promise<void> {
  const { desk, net } = around;
  try {
    await desk.change(asSent(parcel));
    const merged = await net.put(desk.snapshot().visit!.id, parcel.changes);
    await desk.change((visit) => absorb(visit, parcel.edits, merged));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (isSingle(parcel)) return desk.change(troubled(Object.keys(parcel.edits)[0]!, error.message));
    for (const half of halves(parcel)) await deliver(around, half);
  }
}

/** Everything not confirmed yet, or, where there is nothing, what the others have written meanwhile. */
async function sendChanges(around: Around): Promise<void> {
  const { desk, net } = around;
  const visit = desk.snapshot().visit!;
  const parcel = outgoing(visit);
  if (!isEmpty(parcel) && visit.sheet.open) {
    await deliver(around, parcel);
    const rest = outgoing(desk.snapshot().visit!);
    return isRebuilt(parcel, rest) ? deliver(around, rest) : undefined;
  }
  const sheet = await net.sheet(visit.id);
  await desk.change((mine) => refresh(mine, sheet));
}

async function hear({ desk, net, now }: Around): Promise<void> {
  const today = await net.today();
  await desk.change((visit) => heard(visit, today, now().toISOString()));
}

/**
 * Brings the sheet of this device and the server's together, once: the hand-in whose answer was lost, photos, answers and findings,
 * and the hand-in that waits. Whatever fails stays on the device; sending again is safe.
 */
export async function syncOnce(around: Around): Promise<Outcome> {
  const { desk } = around;
  if (desk.snapshot().visit === undefined) return { kind: 'done' };
  try {
    await resendHandIn(around);
    if (desk.snapshot().visit?.handIn.done === true) return { kind: 'done' };
    await hear(around);
    await sendPhotos(around);
    await sendChanges(around);
    if (desk.snapshot().visit?.sheet.open === false) return { kind: 'shut' };
    await handInIfReady(around);
    return { kind: 'done' };
  } catch (error) {
    return shutOr(around, outcomeOf(error));
  }
}

/** A sheet that was handed in by somebody else takes nothing more: look at it as it stands. */
async function shutOr({ desk, net }: Around, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'busy') return outcome;
  try {
    const sheet = await net.sheet(desk.snapshot().visit!.id);
    await desk.change((visit) => refresh(visit, sheet));
    return sheet.open ? outcome : { kind: 'shut' };
  } catch {
    return outcome;
  }
}
