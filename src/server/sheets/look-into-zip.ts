import { open, type ZipFile } from 'yauzl';

const mostEntries = 300;
const mostBytes = 200 * 1024 * 1024;

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    open(path, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, autoClose: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    ),
  );

const banned: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|macrosheets/i, '表里有宏，请另存为不带宏的 .xlsx 再上传'],
  [/externalLink/i, '表里链接了别的文件，请把链接的内容粘贴为数值再上传'],
  [/connections\.xml|queryTables|embeddings|activeX|oleObject/i, '表里有外部数据连接或嵌入对象，请去掉后再上传'],
];

/**
 * What a workbook is made of, before anything of it is unpacked: the sizes it declares, and parts no list of ours has.
 * @returns why it is not read, or nothing
 */
export async function lookIntoZip(path: string): Promise<string | undefined> {
  try {
    const zip = await opened(path);
    if (zip.entryCount > mostEntries) return '这个工作簿里的部件太多，没有打开';
    let total = 0;
    for await (const { fileName, uncompressedSize } of zip.eachEntry()) {
      total += uncompressedSize;
      if (total > mostBytes) return '这个工作簿解开以后过大，可能是恶意构造的，没有打开';
      const wrong = banned.find(([pattern]) => pattern.test(fileName));
      if (wrong !== undefined) return wrong[1];
    }
    return undefined;
  } catch {
    return '这不是 .xlsx 工作簿，或已损坏、设了密码；旧的 .xls 请先另存为 .xlsx';
  }
}
