import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CannotStart } from '#server/cannot-start.ts';
import { describeSettings, readConfig } from '#server/config.ts';

describe('settings', () => {
  it('are all optional, and an empty one counts as none', () => {
    const byDefault = {
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      demoDir: undefined,
      database: undefined,
      filesUrl: undefined,
      fontsDir: undefined,
      publicUrl: undefined,
      mail: undefined,
      letterHold: 10,
      webhookAllow: [],
      trustProxy: false,
    };
    expect(readConfig({})).toEqual(byDefault);
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', TRUST_PROXY: '' })).toEqual(byDefault);
  });

  it('are read as they are meant', () => {
    const env = {
      HOST: '::1',
      PORT: '0',
      DATA_DIR: '/srv/x',
      DATABASE_URL: 'postgres://s@h/db',
      DATABASE_OWNER_URL: 'postgresql://o@h/db',
      PUBLIC_URL: 'https://x.test',
      TRUST_PROXY: '10.0.0.0/8, loopback',
      SMTP_URL: 'smtp://u:p@m:25',
    };
    expect(readConfig(env)).toMatchObject({
      host: '::1',
      port: 0,
      dataDir: '/srv/x',
      database: { serverUrl: 'postgres://s@h/db', ownerUrl: 'postgresql://o@h/db' },
      publicUrl: 'https://x.test',
      trustProxy: '10.0.0.0/8, loopback',
      mail: { url: 'smtp://u:p@m:25', from: 'u@m' },
      letterHold: 10,
    });
    expect(readConfig({ TRUST_PROXY: 'true' }).trustProxy).toBe(true);
    expect(readConfig({ DATABASE_URL: 'postgres://one@h/db' }).database).toEqual({ serverUrl: 'postgres://one@h/db', ownerUrl: 'postgres://one@h/db' });
    expect(readConfig({ DATABASE_URL: 'postgres://u:p@%2Ftmp%2Fx/db' }).database?.serverUrl).toBe('postgres://u:p@%2Ftmp%2Fx/db');
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://h/db'],
    ['FILES_URL', '/srv/files'],
    ['PUBLIC_URL', 'x.test'],
    ['PUBLIC_URL', 'https://x.test/path'],
    ['SMTP_URL', 'mail'],
    ['TRUST_PROXY', 'yes'],
  ])('stop the start with one sentence that names %s and what it takes (%s)', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(CannotStart);
    expect(read).toThrow(new RegExp(`^设置 ${name}.*${name} takes [^\\n]+\\.$`));
  });

  it('never repeat a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://u:secret@h/db' })).toThrow(/^(?!.*secret)/);
    expect(() => readConfig({ SMTP_URL: 'http://u:secret@h' })).toThrow(/^(?!.*secret)/);
  });

  it('want the server’s connection beside the owner’s', () => {
    expect(() => readConfig({ DATABASE_OWNER_URL: 'postgres://o@h/db' })).toThrow('DATABASE_OWNER_URL needs DATABASE_URL');
  });

  it('are all in the help', () => {
    for (const name of [
      'HOST',
      'PORT',
      'DATA_DIR',
      'DEMO_DIR',
      'DATABASE_URL',
      'DATABASE_OWNER_URL',
      'FILES_URL',
      'FONTS_DIR',
      'PUBLIC_URL',
      'SMTP_URL',
      'TRUST_PROXY',
    ])
      expect(describeSettings()).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});
