import { resolve } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));
const folder = z.string().transform((path) => resolve(path));
const urlWith = (...protocols: readonly string[]) => z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
const isOrigin = (text: string): boolean => URL.canParse(text) && ['', '/'].includes(new URL(text).pathname) && new URL(text).search === '';
const address = String.raw`[0-9a-f.:]+(/\d{1,3})?|loopback|linklocal|uniquelocal`;
const proxies = z.union([
  z.enum(['true', 'false']).transform((text) => text === 'true'),
  z.string().regex(new RegExp(`^(${address})(\\s*,\\s*(${address}))*$`, 'i')),
]);

const minutes = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .pipe(z.number().max(1440));
const hosts = z
  .string()
  .regex(/^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/)
  .transform((text) => text.toLowerCase().split(/\s*,\s*/));

type Setting<T> = Readonly<{ schema: z.ZodType<T>; allowed: string; byDefault: string; zh: string }>;
const setting = <T>(schema: z.ZodType<T>, allowed: string, byDefault: string, zh: string): Setting<T> => ({ schema, allowed, byDefault, zh });

// One line a setting: what is accepted, in words, what holds without it, and what it is for.
// oxfmt-ignore
const settings = {
  HOST:               setting(z.string().regex(/^[\w.:-]+$/).default('127.0.0.1'), 'an address or host name', '127.0.0.1', '监听地址'),
  PORT:               setting(port.default(3000), 'a whole number from 0 to 65535', '3000', '监听端口；0 为任一空闲端口'),
  DATA_DIR:           setting(folder.default(resolve('data')), 'a folder', './data', '数据目录：内置 PostgreSQL 与附件'),
  DEMO_DIR:           setting(folder.optional(), 'a folder', 'a temporary folder', '演示目录；给出后演示数据留存'),
  DATABASE_URL:       setting(urlWith('postgres:', 'postgresql:').optional(), 'postgres://user:password@host/database', 'the built-in PostgreSQL under DATA_DIR', '外部 PostgreSQL（15 及以上），服务角色的连接'),
  DATABASE_OWNER_URL: setting(urlWith('postgres:', 'postgresql:').optional(), 'postgres://user:password@host/database', 'as DATABASE_URL', '外部 PostgreSQL 属主角色的连接，用于升级表结构'),
  FILES_URL:          setting(urlWith('file:', 's3:').optional(), 'file:///folder or s3://key:secret@host/bucket?region=…', 'the folder files below DATA_DIR', '附件存放处'),
  FONTS_DIR:          setting(folder.optional(), 'a folder', 'none', '自备公文字体目录，优先查找'),
  PUBLIC_URL:         setting(urlWith('http:', 'https:').refine(isOrigin).optional(), 'http(s)://host[:port], without a path', 'the address listened on', '对外网址，用于链接和二维码'),
  SMTP_URL:           setting(urlWith('smtp:', 'smtps:').optional(), 'smtp(s)://user:password@host:port', 'none: no mail is sent', '发信服务器'),
  MAIL_FROM:          setting(z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/).optional(), 'an address (lingxian@example.org)', 'the user of SMTP_URL, or lingxian@ its host', '发信人地址'),
  LETTER_HOLD:        setting(minutes.default(10), 'a whole number of minutes from 0 to 1440', '10', '函件在发件箱里停留几分钟才发出'),
  WEBHOOK_ALLOW:      setting(hosts.default([]), 'hosts (receiver.intranet or 10.0.0.5:8443) separated by commas', 'none', '可以推送到的内网地址；平时不设'),
  TRUST_PROXY:        setting(proxies.default(false), 'true, false, or addresses (10.0.0.0/8, loopback) separated by commas', 'false', '可信的反向代理'),
} as const;

type Name = keyof typeof settings;
type Raw = { [K in Name]: z.infer<(typeof settings)[K]['schema']> };

/** All settings of one run, checked. The time zone is no setting: a city has one. */
export type Config = Readonly<{
  host: string;
  port: number;
  dataDir: string;
  demoDir: string | undefined;
  database: Readonly<{ serverUrl: string; ownerUrl: string }> | undefined;
  filesUrl: string | undefined;
  fontsDir: string | undefined;
  publicUrl: string | undefined;
  mail: Readonly<{ url: string; from: string }> | undefined;
  letterHold: number;
  webhookAllow: readonly string[];
  trustProxy: boolean | string;
}>;

const names = Object.keys(settings) as Name[];

function readOne(name: Name, env: NodeJS.ProcessEnv): unknown {
  const { schema, allowed } = settings[name];
  const text = env[name]?.trim();
  const parsed = schema.safeParse(text === '' ? undefined : text);
  if (parsed.success) return parsed.data;
  // A connection string carries a password: it is not repeated.
  const said = name.endsWith('_URL') ? name : `${name}=${text}`;
  throw new CannotStart(`设置 ${said} 不对（${settings[name].zh}）。${said} is not allowed: ${name} takes ${allowed}.`);
}

/** Without a sender of its own, mail comes from whoever signs in at the mail server. */
function senderOf(url: string): string {
  const { username, hostname } = new URL(url);
  const user = decodeURIComponent(username);
  return user.includes('@') ? user : `${user === '' ? 'lingxian' : user}@${hostname}`;
}

/**
 * Reads all settings from the environment. An empty value counts as none.
 * @throws CannotStart naming the variable and what it takes
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const raw = Object.fromEntries(names.map((name) => [name, readOne(name, env)])) as Raw;
  if (raw.DATABASE_OWNER_URL !== undefined && raw.DATABASE_URL === undefined) {
    throw new CannotStart('设置了 DATABASE_OWNER_URL，还要设置 DATABASE_URL。DATABASE_OWNER_URL needs DATABASE_URL beside it.');
  }
  return {
    host: raw.HOST,
    port: raw.PORT,
    dataDir: raw.DATA_DIR,
    demoDir: raw.DEMO_DIR,
    database: raw.DATABASE_URL === undefined ? undefined : { serverUrl: raw.DATABASE_URL, ownerUrl: raw.DATABASE_OWNER_URL ?? raw.DATABASE_URL },
    filesUrl: raw.FILES_URL,
    fontsDir: raw.FONTS_DIR,
    publicUrl: raw.PUBLIC_URL,
    mail: raw.SMTP_URL === undefined ? undefined : { url: raw.SMTP_URL, from: raw.MAIL_FROM ?? senderOf(raw.SMTP_URL) },
    letterHold: raw.LETTER_HOLD,
    webhookAllow: raw.WEBHOOK_ALLOW,
    trustProxy: raw.TRUST_PROXY,
  };
}

/** All settings for `--help`: name, what it is for, what it takes, what holds without it. */
export const describeSettings = (): string =>
  names
    .map((name) => `  ${name.padEnd(19)} ${settings[name].zh}\n${' '.repeat(22)}${settings[name].allowed} (default: ${settings[name].byDefault})`)
    .join('\n');
