// Which theme is on can be read from VS Code's page: a class of the workbench names the file of the theme.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { vscodeFolder } from '../workbench/downloads.ts';

interface ThemeExtension {
  readonly contributes: { readonly themes: readonly { readonly id: string; readonly path: string }[] };
}

/**
 * The part of the class for one of the themes that come with VS Code, by the name that the setting takes. Older names
 * start with "Default". Throws for a name that VS Code would silently ignore.
 */
export async function themeClass(name: string): Promise<string> {
  const file = resolve(vscodeFolder, 'extensions/theme-defaults/package.json');
  const { themes } = (JSON.parse(await readFile(file, 'utf8')) as ThemeExtension).contributes;
  const theme = themes.find(({ id }) => id === name || `Default ${id}` === name);
  if (!theme) throw new Error(`no theme ${name}; there are ${themes.map(({ id }) => `"${id}"`).join(', ')}`);
  return theme.path.replace(/^\.\//, '').replaceAll(/[^\w-]/g, '-');
}
