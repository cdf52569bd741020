// Lays out papers, one after the other, in a process of its own: it cannot be interrupted, and its memory creeps.
// Plain JavaScript, because it is started both beside the sources and beside the bundle.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { renderSVG } from 'uqr';

const [template = '', folders = '[]'] = process.argv.slice(2);
const workspace = template.slice(0, template.lastIndexOf('/'));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: JSON.parse(folders) }] });

const sentences = (compiled) => {
  const error = compiled.takeDiagnostics() ?? compiled.takeError();
  const found = error === null ? [] : compiler.fetchDiagnostics(error);
  return found.map(({ message }) => message).join('; ') || 'no reason given';
};

const laidOut = (inputs) => {
  const compiled = compiler.compile({ mainFilePath: template, inputs });
  if (!compiled.result) throw new Error(sentences(compiled));
  return compiled.result;
};

// The codes stand in a file of their own: when only they change, the layout of the rest is taken over.
const beside = `${workspace}/codes.json`;
const put = (codes) => compiler.mapShadow(beside, Buffer.from(JSON.stringify(codes)));

/** A code says how many pages there are: laid out once to count them, and again with the codes. */
const withCodes = (inputs, trace) => {
  put([]);
  const pages = laidOut(inputs).numOfPages;
  put(Array.from({ length: pages }, (_, index) => renderSVG(`${trace}${index + 1}-${pages}`, { border: 2, ecc: 'M' })));
  return laidOut(inputs);
};

/** @param {{ paper: string, qr?: string, trace?: string, standard?: string, madeAt?: number }} job */
function print({ paper, qr, trace, standard, madeAt }) {
  const inputs = qr === undefined ? { paper } : { paper, qr };
  const result = trace === undefined ? (put([]), laidOut(inputs)) : withCodes(inputs, trace);
  return compiler.pdf(result, { ...(standard === undefined ? {} : { pdfStandard: standard }), ...(madeAt === undefined ? {} : { creationTimestamp: madeAt }) });
}

process.on('message', (job) => {
  try {
    process.send({ id: job.id, pdf: print(job) });
  } catch (error) {
    process.send({ id: job.id, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
