import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '#contract/shapes.ts';

type Asked<T> = Readonly<{
  data: InfiniteData<Page<T>> | undefined;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetching: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}>;

export type Listed<T> = Readonly<{
  data: readonly T[] | undefined;
  total: number | undefined;
  error: unknown;
  more: boolean;
  busy: boolean;
  loadMore: () => void;
  refetch: () => unknown;
}>;

/** The pages so far as one list. */
export function listed<T>(asked: Asked<T>): Listed<T> {
  const pages = asked.data?.pages;
  return {
    data: pages?.flatMap(({ items }) => items),
    total: pages?.[0]?.total,
    error: asked.error,
    more: asked.hasNextPage,
    busy: asked.isFetchingNextPage,
    loadMore: () => void asked.fetchNextPage(),
    refetch: asked.refetch,
  };
}
