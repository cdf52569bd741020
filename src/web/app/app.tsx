import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { isTrouble } from '../api/call.ts';
import { useLargeType } from './large-type.ts';
import { createAppRouter } from './router.tsx';
import { themeOf } from './theme.ts';

const lost = (error: unknown): boolean => isTrouble(error) && (error.status === 0 || error.status === 503);
const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => lost(error) && count < 2, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
const router = createAppRouter(client);

export function App() {
  const [large] = useLargeType();
  useEffect(() => {
    document.documentElement.dataset['type'] = large ? 'large' : 'plain';
  }, [large]);
  return (
    <ConfigProvider locale={zhCN} theme={themeOf(large)} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
