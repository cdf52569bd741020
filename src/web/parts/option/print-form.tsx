import { Button, Dropdown } from 'antd';

const addressOf = (href: string, fill: 'blank' | 'filled', format: 'pdf' | 'docx'): string =>
  `/api/papers/form?${new URLSearchParams({ at: href, fill, format }).toString()}`;
const offered = [
  { key: 'filled pdf', label: '照已写的印（PDF）' },
  { key: 'blank pdf', label: '印空白表（PDF）' },
  { key: 'blank docx', label: '空白表（Word）' },
] as const;

/** 把这张表印出来：空白的拿去手填，写了的拿去给人看。What was typed last is kept first. */
export function PrintForm({ href, before }: { href: string; before: () => Promise<void> }) {
  const print = async (key: string): Promise<void> => {
    const chosen = offered.find((one) => one.key === key);
    if (chosen === undefined) return;
    const [fill, format] = key.split(' ');
    // Opened at once: a browser lets no window through that comes later by itself.
    const page = open('', '_blank');
    await before();
    const address = addressOf(href, fill === 'filled' ? 'filled' : 'blank', format === 'docx' ? 'docx' : 'pdf');
    if (page === null) location.assign(address);
    else page.location.href = address;
  };
  return (
    <Dropdown trigger={['click']} menu={{ items: offered.map(({ key, label }) => ({ key, label })), onClick: ({ key }) => void print(key) }}>
      <Button size="small">打印</Button>
    </Dropdown>
  );
}
