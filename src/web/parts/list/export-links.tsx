import { DownloadOutlined } from '@ant-design/icons';

type Query = Readonly<Record<string, string | number | undefined>>;
const addressOf = (list: string, query: Query, format: string): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `/api/export/${list}?${new URLSearchParams([...given, ['format', format]]).toString()}`;
};

/** 导出：筛成什么样，导出就是什么样。 */
export function ExportLinks({ list, query }: { list: string; query: Query }) {
  return (
    <span className="export-links no-print">
      <DownloadOutlined aria-hidden /> 导出
      <a href={addressOf(list, query, 'xlsx')}>Excel</a>
      <a href={addressOf(list, query, 'csv')}>CSV</a>
    </span>
  );
}
