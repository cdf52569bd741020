import { describe, expect, it } from 'vitest';
import { isPublicAddress, readAddress, resolveAddress } from '#server/outside/address.ts';
import { refused } from '../support/refused.ts';

const reach = { allowed: [] as string[], own: 'https://lingxian.example.org' };
const said = (text: string) => refused(Promise.resolve().then(() => readAddress(text, reach)));

describe('an address to push to', () => {
  it.each([
    ['a private network', 'https://10.0.0.8/x'],
    ['another', 'https://192.168.1.1/'],
    ['a third', 'https://172.31.255.255/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine, elsewhere in its net', 'https://127.9.9.9/'],
    ['this machine, short', 'https://127.1/'],
    ['this machine, decimal', 'https://2130706433/'],
    ['this machine, octal', 'https://0177.0.0.1/'],
    ['this machine, hexadecimal', 'https://0x7f.0.0.1/'],
    ['this machine, full-width digits', 'https://１２７.0.0.1/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine with a dot', 'https://localhost./'],
    ['this machine below a name', 'https://x.localhost/'],
    ['this machine, IPv6', 'https://[::1]/'],
    ['no machine, IPv6', 'https://[::]/'],
    ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['IPv4 in IPv6, hexadecimal', 'https://[::ffff:7f00:1]/'],
    ['IPv4 through NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['IPv4 through 6to4', 'https://[2002:7f00:1::]/'],
    ['IPv4 through Teredo', 'https://[2001:0:7f00:1::1]/'],
    ['a unique local address', 'https://[fd00::1]/'],
    ['a link-local address', 'https://[fe80::1]/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['every machine', 'https://0.0.0.0/'],
    ['many machines', 'https://224.0.0.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['a name of the intranet', 'https://oa/'],
    ['a name that stays inside', 'https://oa.local/'],
    ['ourselves', 'https://lingxian.example.org/api'],
    ['ourselves with a dot', 'https://LINGXIAN.example.org./api'],
    ['plain http', 'http://hooks.example.org/'],
    ['a file', 'file:///etc/passwd'],
    ['a password', 'https://user:secret@hooks.example.org/'],
    ['a fragment', 'https://hooks.example.org/#x'],
    ['nonsense', 'hooks.example.org'],
    ['nothing', ''],
  ])('is refused when it is %s', async (_, text) => {
    expect(await said(text)).toMatchObject({ status: 422, reasons: [{ code: 'address-refused', field: 'url' }] });
  });

  it.each(['https://hooks.example.org/lingxian?x=1', 'https://hooks.example.org:8443/', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])(
    '%s may be',
    (text) => {
      expect(readAddress(text, reach).href).toBe(text);
    },
  );

  it('is looked up when it is used, and every address of it must be public', async () => {
    const url = new URL('https://hooks.example.org/');
    const resolving = (...addresses: string[]) =>
      resolveAddress(url, reach, () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))));
    expect(await resolving('8.8.8.8', '1.1.1.1')).toEqual({ address: '8.8.8.8', family: 4 });
    for (const leads of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], ['::ffff:10.0.0.1'], []])
      expect((await refused(resolving(...leads))).status).toBe(422);
  });

  it('what is not known to be public is not', () => {
    for (const text of ['', 'x', '1.2.3', '::', 'fc00::', 'ff02::1', '4000::1', '2001:db8::1', '198.18.0.1', '255.255.255.255'])
      expect(isPublicAddress(text), text).toBe(false);
  });
});
