// Reads the codes on the pages of one scan, in a process of its own: what comes from outside may be hostile, and can be stopped here.
// Plain JavaScript, because it is started both beside the sources and beside the bundle.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const [path = '', type = '', most = '60'] = process.argv.slice(2);
// A long answer is on its way for a while: the line is closed when it has gone out.
const tell = (answer) => process.send(answer, () => process.disconnect());
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) } });

/** @param {{ data: Uint8Array, width: number, height: number }} picture */
async function codesOn({ data, width, height }) {
  const found = await readBarcodes({ data: new Uint8ClampedArray(data), width, height }, { formats: ['QRCode'], tryHarder: true });
  return found.map(({ text }) => text);
}

// The longer side of an A4 sheet at 150, 220 and 300 dpi: mostly the first will do.
const sides = [1754, 2572, 3508];

async function* pdfSheets() {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(readFileSync(path));
  for (let number = 0; number < document.getPageCount(); number += 1) {
    // A page is closed when it has been drawn.
    yield async (side) => {
      const page = document.getPage(number);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      return page.render({ scale: side / Math.max(originalWidth, originalHeight, 1), render: 'bitmap' });
    };
  }
}

async function* pictureSheets() {
  const { pages = 1 } = await sharp(path).metadata();
  for (let number = 0; number < pages; number += 1) {
    yield async (side) => {
      const picture = sharp(path, { page: number, limitInputPixels: 200_000_000 }).rotate().resize({ width: side, height: side, fit: 'inside' });
      const { data, info } = await picture.flatten({ background: '#fff' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height };
    };
  }
}

const sheets = [];
try {
  for await (const drawAt of type === 'application/pdf' ? pdfSheets() : pictureSheets()) {
    if (sheets.length >= Number(most)) throw Object.assign(new Error('too many pages'), { code: 'too-many' });
    let codes = [];
    for (const side of sides) {
      codes = await codesOn(await drawAt(side));
      if (codes.length > 0) break;
    }
    sheets.push(codes);
  }
  tell({ sheets });
} catch (error) {
  tell({ failed: error?.code === 'too-many' ? 'too-many' : 'unreadable' });
}
