import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { refuse, type Refusal } from '#server/kernel/refusal.ts';

// Everything that is not the public internet (IANA special-purpose registries), and every way to write IPv4 inside IPv6.
const notPublic = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6');

/** Whether an address lies in the public internet. What is not known to be public is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

const inside = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa|onion|test|invalid)$/;
const hostOf = ({ hostname }: URL): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
const unfit = (message: string): Refusal => refuse(422, 'address-refused', message, 'url');

/** `allowed` are hosts (`host` or `host:port`) that may be reached whatever they are: for tests, and set by the operator only. */
export type Reach = Readonly<{ allowed: readonly string[]; own: string }>;
const isAllowed = (url: URL, { allowed }: Reach): boolean => allowed.includes(hostOf(url)) || allowed.includes(url.host);

/**
 * An address as registered: https, a public name, nothing of ours. The parser of the standard has by now read decimal,
 * octal and hexadecimal forms of an address as what they are.
 * @throws Refusal 422
 */
export function readAddress(text: string, reach: Reach): URL {
  if (!URL.canParse(text)) throw unfit('地址格式不对，应为 https://…');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw unfit('地址里不要写账号和密码');
  if (url.hash !== '') throw unfit('地址里不要带 # 后的部分');
  if (isAllowed(url, reach) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw unfit('地址应以 https:// 开头');
  const host = hostOf(url);
  if (reach.own !== '' && host === hostOf(new URL(reach.own))) throw unfit('这是本系统自己的地址，不能推送给自己');
  if (isIP(host) === 0 ? !host.includes('.') || inside.test(host) : !isPublicAddress(host)) throw unfit('不能推送到内部网络或本机的地址');
  return url;
}

export type Resolved = Readonly<{ address: string; family: number }>;
export type Resolve = (host: string) => Promise<readonly Resolved[]>;
const byDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Where a name leads now; the connection is made to exactly this address, so that the name cannot lead elsewhere meanwhile.
 * @throws Refusal 422 when any of its addresses is not public
 */
export async function resolveAddress(url: URL, reach: Reach, resolve: Resolve = byDns): Promise<Resolved> {
  const host = hostOf(url);
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  const [first] = found;
  if (first === undefined) throw unfit('这个域名没有地址');
  if (!isAllowed(url, reach) && !found.every(({ address }) => isPublicAddress(address))) throw unfit('这个域名指向内部网络或本机，未发送');
  return first;
}
