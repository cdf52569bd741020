import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const own = createRequire(import.meta.url);
const packaged = (name: string, weights: readonly string[]): readonly string[] => {
  const folder = dirname(own.resolve(`${name}/package.json`));
  return weights.map((weight) => join(folder, weight));
};

/**
 * Where the faces of papers are looked for: the union's own first (仿宋_GB2312, 方正小标宋 …), then what the programme brings along.
 * @param fontsDir FONTS_DIR, where one is set
 */
export function fontFolders(fontsDir?: string): readonly string[] {
  const given = fontsDir !== undefined && existsSync(fontsDir) ? [fontsDir] : [];
  return [
    ...given,
    ...packaged('@expo-google-fonts/noto-serif-sc', ['400Regular', '700Bold', '900Black']),
    ...packaged('@expo-google-fonts/noto-sans-sc', ['400Regular', '700Bold']),
  ];
}
