import process from 'node:process';
import { Uri, workspace } from 'vscode';
import type { TestSetup } from '../../shared/model/tests/testProfile';

/** How a person has Go run in the folder of a file, by the settings of the Go extension where they are there (its package.json, version 0.50). */
export function goSetup(file: Uri): TestSetup {
  const settings = workspace.getConfiguration('go', file);
  const folder = workspace.getWorkspaceFolder(file)?.uri.fsPath ?? Uri.joinPath(file, '..').fsPath;
  const resolved = (text: string) => resolvePlaces(text, folder);
  const tags = textOf(settings.get('testTags')) || textOf(settings.get('buildTags'));
  const flags = listOf(settings.get('testFlags')) ?? listOf(settings.get('buildFlags')) ?? [];
  return {
    go: goProgram(settings.get('alternateTools'), textOf(settings.get('goroot')), resolved),
    flags: [...(tags === '' ? [] : [`-tags=${tags}`]), ...flags.map(resolved)],
    environment: {
      ...variablesOf(settings.get('toolsEnvVars'), resolved),
      ...variablesOf(settings.get('testEnvVars'), resolved),
    },
  };
}

/** Empty for the one on the PATH. */
function goProgram(alternatives: unknown, root: string, resolved: (text: string) => string): string {
  const named =
    typeof alternatives === 'object' && alternatives !== null && 'go' in alternatives ? alternatives.go : '';
  const chosen = resolved(textOf(named));
  // A bare name is that of a program on the PATH, as ever.
  if (/[\\/]/.test(chosen)) return chosen;
  if (root === '') return '';
  return Uri.joinPath(Uri.file(resolved(root)), 'bin', process.platform === 'win32' ? 'go.exe' : 'go').fsPath;
}

/** What the Go extension puts in the place of `${workspaceFolder}` and `~`, and the editor of `${env:NAME}`. */
function resolvePlaces(text: string, folder: string): string {
  return text
    .replaceAll(/\$\{workspace(?:Folder|Root)\}/g, () => folder)
    .replaceAll(/\$\{env:([^}]+)\}/g, (_, name: string) => process.env[name] ?? '')
    .replace(/^~(?=[\\/]|$)/, () => process.env['HOME'] ?? process.env['USERPROFILE'] ?? '~');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
}

function variablesOf(value: unknown, resolved: (text: string) => string): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  const given = Object.entries(value).filter(([, one]) => ['string', 'number', 'boolean'].includes(typeof one));
  return Object.fromEntries(given.map(([name, one]) => [name, resolved(String(one))]));
}
