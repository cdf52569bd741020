import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { MissingBytes, type FileStore } from '#server/files/file-store.ts';
import { openFileStore } from '#server/files/open-store.ts';
import { receiveUpload } from '#server/files/receive-upload.ts';
import { refused } from '../support/refused.ts';

let folder: string;
let store: FileStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lingxian-files-'));
  store = await openFileStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const receive = (bytes: Buffer | string, name: string) => receiveUpload(store, Readable.from([Buffer.from(bytes)]), name);
const refusal = async (bytes: Buffer | string, name: string): Promise<[number, string]> => {
  const { status, message } = await refused(receive(bytes, name));
  return [status, message];
};

const pdf = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A ZIP with empty entries of these names; the first may carry content. */
function zip(...names: string[]): Buffer {
  const content = deflateRawSync('<x/>');
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt32LE(4, 22);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(4, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(header, Buffer.from(name), content);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

/** An OLE2 file whose directory lists these streams. */
function compound(...streams: string[]): Buffer {
  const bytes = Buffer.alloc(512 + 1024);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  streams.forEach((name, index) => {
    const slot = 512 + 512 + index * 128;
    bytes.write(name, slot, 'utf16le');
    bytes.writeUInt16LE((name.length + 1) * 2, slot + 64);
    bytes.writeUInt8(2, slot + 66);
  });
  return bytes;
}

describe('接收文件', () => {
  it('keeps what is allowed, by content, and gives the bytes back', async () => {
    const kept = await receive(pdf, '获奖证书.pdf');
    expect(kept).toEqual({ name: '获奖证书.pdf', size: pdf.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), type: 'application/pdf' });
    expect(await text(await store.open(kept.sha256))).toBe(pdf);
    expect(await readdir(store.spool)).toEqual([]);
  });

  it('knows the offices of the country: OFD, old Word and Excel, WPS', async () => {
    expect((await receive(zip('OFD.xml', 'Doc_0/Document.xml'), '决定.ofd')).type).toBe('application/ofd');
    expect((await receive(compound('Root Entry', 'WordDocument'), '通知.doc')).type).toBe('application/msword');
    expect((await receive(compound('WordDocument'), '通知.wps')).name).toBe('通知.wps');
    expect((await receive(compound('Root Entry', 'Workbook'), '汇总.xls')).type).toBe('application/vnd.ms-excel');
    expect((await receive(zip('[Content_Types].xml', 'word/document.xml'), '申报表.docx')).type).toContain('wordprocessingml');
    expect((await receive(zip('xl/workbook.xml', '[Content_Types].xml'), '汇总.xlsx')).type).toContain('spreadsheetml');
    expect((await receive(png, '照片.png')).type).toBe('image/png');
  });

  it('refuses what is not on the list, each with a sentence', async () => {
    expect(await refusal('<!doctype html><script>alert(1)</script>', '证书.pdf')).toEqual([415, expect.stringContaining('文件内容与扩展名不符')]);
    expect(await refusal(zip('a.txt'), '材料.zip')).toEqual([415, '不能上传压缩包，请解压后逐个上传']);
    expect(await refusal(zip('a.txt'), '材料.docx')).toEqual([415, '不能上传压缩包，请解压后逐个上传']);
    expect(await refusal(zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), '材料.docx')).toEqual([
      415,
      '文件带有宏，请另存为不带宏的格式后再上传',
    ]);
    expect(await refusal(compound('EncryptedPackage'), '名单.xlsx')).toEqual([415, '文件设有打开密码，请取消密码后再上传']);
    expect(await refusal(compound('SummaryInformation'), '安装.doc')).toEqual([415, expect.stringContaining('不能上传这种文件')]);
    expect(await refusal(Buffer.from('MZ\u0000\u0001'), '工具.exe')).toEqual([415, expect.any(String)]);
    expect(await refusal('<svg xmlns="http://www.w3.org/2000/svg"/>', '标志.svg')).toEqual([415, expect.any(String)]);
    expect(await refusal(Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), '名单.txt')).toEqual([415, '文本文件请另存为 UTF-8 编码后再上传']);
    expect(await refusal('', '空白.pdf')).toEqual([422, '文件是空的，请检查后重新上传']);
    expect(await readdir(store.spool)).toEqual([]);
  });

  it('stops at 30 MB and leaves nothing behind', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    let sent = 0;
    const source = Readable.from(
      (function* () {
        while (sent < 31) {
          sent += 1;
          yield megabyte;
        }
      })(),
    );
    await expect(receiveUpload(store, source, '大文件.txt')).rejects.toMatchObject({ status: 413 });
    expect(await readdir(store.spool)).toEqual([]);
    expect(await readdir(join(folder, 'files'))).toEqual(['incoming']);
  });

  it('takes exactly 30 MB', async () => {
    expect((await receive(Buffer.alloc(30 * 1024 * 1024, 'x'), '正好.txt')).size).toBe(30 * 1024 * 1024);
  });

  it('leaves nothing behind when the sender goes away', async () => {
    const source = new Readable({ read() {} });
    source.push(pdf);
    setTimeout(() => source.destroy(new Error('gone')), 20);
    await expect(receiveUpload(store, source, '半截.pdf')).rejects.toThrow('gone');
    expect(await readdir(store.spool)).toEqual([]);
  });

  it('keeps rare characters in names, and neither paths nor hidden marks', async () => {
    expect((await receive(pdf, '㛃𠅤𬭎师傅.pdf')).name).toBe('㛃𠅤𬭎师傅.pdf');
    expect((await receive(pdf, '../../etc/证书.pdf')).name).toBe('证书.pdf');
    expect((await receive(pdf, 'C:\\扫描\\证书.pdf')).name).toBe('证书.pdf');
    expect((await receive(pdf, '证书\u202egpj.pdf')).name).toBe('证书gpj.pdf');
    expect((await receive(pdf, '证书\u0000\n.pdf')).name).toBe('证书.pdf');
    expect((await receive(pdf, '')).name).toBe('未命名.pdf');
    expect((await receive(pdf, '扫描件.exe')).name).toBe('扫描件.exe.pdf');
    expect((await receive(pdf, '坏\ud800名.pdf')).name).toBe('坏名.pdf');
  });

  it('shortens a name to 200 characters with its ending', async () => {
    const { name } = await receive(pdf, `${'𬭎'.repeat(300)}.pdf`);
    expect([...name]).toHaveLength(200);
    expect(name.endsWith('𬭎.pdf')).toBe(true);
  });

  it('keeps the same content once, also when it comes twice at once', async () => {
    const [one, other] = await Promise.all([receive(pdf, '甲.pdf'), receive(pdf, '乙.pdf')]);
    expect(one?.sha256).toBe(other?.sha256);
    expect(await text(await store.open(one?.sha256 ?? ''))).toBe(pdf);
  });
});

describe('存放文件的地方', () => {
  it('says so when the bytes are missing', async () => {
    await expect(store.open('0'.repeat(64))).rejects.toBeInstanceOf(MissingBytes);
  });

  it('says in one sentence which FILES_URL it does not know', async () => {
    await expect(openFileStore(folder, 's3:bucket')).rejects.toThrow('absolute folder');
    await expect(openFileStore(folder, 's3://host/bucket')).rejects.toThrow('credentials, host and bucket');
    await expect(openFileStore(folder, 'ftp://x')).rejects.toThrow('absolute folder');
    await expect(openFileStore(folder, 'file:relative')).rejects.toThrow('absolute folder');
  });
});

describe('下载', () => {
  const file = { id: 'f', name: '㛃“证书”(1).docx', size: 3, sha256: 'ab', type: 'application/msword' };

  it('names the file for every browser and never lets it run', () => {
    expect(downloadHeaders(file)).toMatchObject({
      'content-disposition': `attachment; filename="_____(1).docx"; filename*=UTF-8''%E3%9B%83%E2%80%9C%E8%AF%81%E4%B9%A6%E2%80%9D%281%29.docx`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  it('shows only images and PDF in the page', () => {
    expect(downloadHeaders({ ...file, type: 'image/png' })['content-disposition']).toMatch(/^inline/);
    expect(downloadHeaders({ ...file, type: 'application/pdf' })['content-disposition']).toMatch(/^inline/);
    expect(downloadHeaders({ ...file, type: 'text/plain; charset=utf-8' })['content-disposition']).toMatch(/^attachment/);
  });
});
