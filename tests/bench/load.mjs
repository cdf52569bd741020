// A bounded load on one loopback address: so many connections, so many milliseconds; prints requests and seconds as JSON.
import { Agent, get } from 'node:http';

const [url, cookie, connections, milliseconds] = process.argv.slice(2);
const { hostname } = new URL(url);
if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new Error('loopback only');
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const until = performance.now() + Number(milliseconds);
let requests = 0;

const once = () =>
  new Promise((done, failed) => {
    get(url, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`${url}: ${response.statusCode}`));
      response.resume().on('end', done);
    }).on('error', failed);
  });
async function connection() {
  while (performance.now() < until) {
    await once();
    requests += 1;
  }
}
const started = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, connection));
console.log(JSON.stringify({ requests, seconds: (performance.now() - started) / 1000 }));
agent.destroy();
