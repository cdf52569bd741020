import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = Readonly<{ path: string; headers: IncomingHttpHeaders; body: string }>;
export type Receiver = Readonly<{
  host: string;
  url: string;
  heard: Heard[];
  answers: (answer: number | 'hang' | 'redirect') => void;
  close: () => Promise<void>;
}>;

/** Another system: hears what is pushed to it, and answers what it is told to. */
export async function openReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  let answer: number | 'hang' | 'redirect' = 204;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body });
      if (answer === 'redirect') response.writeHead(307, { location: '/elsewhere' }).end();
      else if (answer !== 'hang') response.writeHead(answer).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/hook`,
    heard,
    answers: (next) => (answer = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
