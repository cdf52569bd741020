import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

/** A sheet as an office scanner gives it: 200 dpi, a little askew, grey, compressed. */
async function sheetOf(data: Uint8Array, width: number, height: number, askew: number): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const { data: jpeg, info } = await sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .rotate(askew, { background: '#f4f2ee' })
    .greyscale()
    .blur(0.6)
    .jpeg({ quality: 55 })
    .toBuffer({ resolveWithObject: true });
  return { jpeg, width: info.width, height: info.height };
}

/** The sheets of a PDF, scanned. */
export async function scanned(pdf: Buffer, askew = 1.3): Promise<Sheet[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const sheets: Sheet[] = [];
  for (const page of document.pages()) {
    const { data, width, height } = await page.render({ scale: 200 / 72, render: 'bitmap' });
    sheets.push(await sheetOf(data, width, height, askew));
  }
  document.destroy();
  return sheets;
}
export type Sheet = Awaited<ReturnType<typeof sheetOf>>;

/** Scanned sheets as the PDF a scanner makes of them: a picture a page. */
export function scanPdf(sheets: readonly Sheet[]): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  const write = (text: string | Buffer): void => void parts.push(Buffer.from(text));
  const object = (number: number, ...body: (string | Buffer)[]): void => {
    offsets[number] = parts.reduce((sum, part) => sum + part.length, 0);
    write(`${number} 0 obj\n`);
    body.forEach(write);
    write('\nendobj\n');
  };
  write('%PDF-1.4\n');
  const idOf = (index: number): number => 3 + index * 3;
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${sheets.length} /Kids [${sheets.map((_, index) => `${idOf(index)} 0 R`).join(' ')}] >>`);
  sheets.forEach(({ jpeg, width, height }, index) => {
    const [page, content, picture] = [idOf(index), idOf(index) + 1, idOf(index) + 2];
    const draw = 'q 595 0 0 842 0 0 cm /I Do Q';
    object(page, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /XObject << /I ${picture} 0 R >> >> >>`);
    object(content, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`);
    object(
      picture,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    );
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  write(
    `xref\n0 ${offsets.length}\n0000000000 65535 f \n${offsets
      .slice(1)
      .map((at) => `${String(at).padStart(10, '0')} 00000 n \n`)
      .join('')}`,
  );
  write(`trailer << /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}
