import { FilePdfOutlined } from '@ant-design/icons';
import type { Studio } from '#contract/shapes.ts';

type Paper = Studio['papers'][number];
const words: Readonly<Record<Paper['formats'][number], string>> = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel', html: '网页' };

const addressOf = ({ href }: Paper, format: string): string => `${href}${href.includes('?') ? '&' : '?'}format=${format}`;

/** 可以打印、盖章、存档的文件。 */
export function Papers({ papers }: { papers: readonly Paper[] }) {
  return (
    <ul className="papers">
      {papers.map((paper) => (
        <li key={paper.name}>
          <FilePdfOutlined aria-hidden /> <span>{paper.title}</span>
          {paper.formats.map((format) => (
            <a key={format} href={addressOf(paper, format)} target="_blank" rel="noreferrer" aria-label={`${paper.title}，${words[format]}`}>
              {words[format]}
            </a>
          ))}
        </li>
      ))}
    </ul>
  );
}
