import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire, and its parts in words. */
export type Got = Readonly<{ to: string; raw: string; headers: string; subject: string; text: string; messageId: string }>;
export type MailServer = Readonly<{
  url: () => string;
  got: Got[];
  /** 250, or what it says to every recipient. */
  answers: (answer: 250 | 450 | 550) => void;
  stop: () => Promise<void>;
  start: () => Promise<void>;
}>;

const inWords = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/((?:=\?UTF-8\?B\?[^?]*\?=)+)/gi, (words: string) =>
      Buffer.concat([...words.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/gi)].map(([, base]) => Buffer.from(base ?? '', 'base64'))).toString(),
    )
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, quoted: string) => decodeURIComponent(quoted.replaceAll('_', ' ').replaceAll('=', '%')));

function read(raw: string, to: string): Got {
  const cut = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, cut);
  const unfolded = headers.replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const body = raw.slice(cut + 4);
  const how = header('content-transfer-encoding');
  const text =
    how === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : how === 'quoted-printable'
        ? decodeURIComponent(
            body
              .replaceAll('=\r\n', '')
              .replaceAll('%', '=25')
              .replaceAll(/=([0-9A-F]{2})/g, '%$1'),
          )
        : body;
  return { to, raw, headers, subject: inWords(header('subject')), text, messageId: header('message-id') };
}

/** A real mail server on loopback: hears what is handed over, is stopped and started, and says no when told to. */
export async function openMailServer(): Promise<MailServer> {
  const got: Got[] = [];
  let answer: 250 | 450 | 550 = 250;
  let port = 0;
  let server: SMTPServer | undefined;
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo({ address }, _, callback) {
        if (answer === 250) return callback();
        return callback(Object.assign(new Error(`<${address}> no such user here`), { responseCode: answer }));
      },
      onData(stream, session, callback) {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
          got.push(read(Buffer.concat(pieces).toString(), to));
          callback();
        });
      },
    });
  const start = async (): Promise<void> => {
    const opened = make();
    opened.on('error', () => {});
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', () => resolve()));
    port = (opened.server.address() as AddressInfo).port;
    server = opened;
  };
  const stop = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    if (closing !== undefined) await new Promise<void>((resolve) => closing.close(() => resolve()));
  };
  await start();
  return { url: () => `smtp://127.0.0.1:${port}`, got, answers: (next) => (answer = next), stop, start };
}
