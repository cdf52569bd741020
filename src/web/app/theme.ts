import type { ThemeConfig } from 'antd';

/** One red, kept for the primary action and the plaque. Everything else is ink, white and warm grey. */
export const red = '#B4232A';
const ink = '#44403c';

/** Tokens chosen so that every text reaches AA contrast on white; large type for older eyes (适老). */
export const themeOf = (large: boolean): ThemeConfig => ({
  cssVar: { key: 'lx' },
  hashed: false,
  token: {
    colorPrimary: ink,
    colorLink: '#0958d9',
    colorLinkHover: '#003eb3',
    colorError: '#cf1322',
    colorSuccess: '#1f7a1f',
    colorWarning: '#8a5a00',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#e8c27a',
    colorErrorBg: '#fff1f0',
    colorErrorBorder: '#f0b3ae',
    colorSuccessBg: '#f3faf1',
    colorSuccessBorder: '#a9d3a1',
    colorText: '#1c1917',
    colorTextSecondary: '#44403c',
    colorTextTertiary: '#595959',
    colorTextDescription: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    colorTextQuaternary: '#6b6b6b',
    colorTextDisabled: '#6b6b6b',
    colorBorder: '#8f8a85',
    colorBorderSecondary: '#e7e5e4',
    colorBgLayout: '#fafaf9',
    borderRadius: 4,
    fontSize: large ? 20 : 15,
    controlHeight: large ? 48 : 36,
    fontFamily: "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
    // Whoever asked their system for less motion gets none.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Progress: { defaultColor: '#57534e' },
    Button: { colorPrimary: red, algorithm: true, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
});
