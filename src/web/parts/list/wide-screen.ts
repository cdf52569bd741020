import { Grid } from 'antd';

/** Tables from md up; below it the same rows as cards. Before the first measure it is taken for wide: printers and tests are. */
export const useWideScreen = (): boolean => Grid.useBreakpoint().md !== false;
