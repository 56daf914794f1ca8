import type { TestSetup } from '../../shared/model/tests/testProfile';
import { variablesInFile } from './variablesInFile';

export interface GoSetupParts {
  /** A setting of the Go extension by its name behind `go.`; undefined where it is not set. */
  readonly read: (name: string) => unknown;
  /** The same, but for what the Go extension says where nobody has set anything. */
  readonly chosen: (name: string) => unknown;
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isWindows: boolean;
}

/** Absolute path of the file with variables for tests; empty where none is named. */
export function environmentFile(parts: GoSetupParts): string {
  return resolvePlaces(textOf(parts.read('testEnvFile')), parts);
}

/**
 * How a person has Go run, by the settings of the Go extension (its package.json, version 0.50). What has another shape than there is left out.
 * Its 30 seconds for all tests are its own: only a time that somebody has set is passed on.
 * @param file text of the file with variables for tests
 */
export function goSetupFrom(parts: GoSetupParts, file = ''): TestSetup {
  const { read } = parts;
  const resolved = (text: string) => resolvePlaces(text, parts);
  const tags = textOf(read('testTags')) || textOf(read('buildTags'));
  const flags = listOf(read('testFlags')) ?? listOf(read('buildFlags')) ?? [];
  const ofTools = variablesOf(read('toolsEnvVars'), resolved);
  return {
    go: goProgram(parts, resolved),
    flags: [...(tags === '' ? [] : [`-tags=${tags}`]), ...flags.map(resolved)],
    timeout: textOf(parts.chosen('testTimeout')),
    environment: {
      ...ofTools,
      ...variablesOf(variablesInFile(file, { ...parts.environment, ...ofTools }), resolved),
      ...variablesOf(read('testEnvVars'), resolved),
    },
  };
}

/** Empty for the one on the PATH. */
function goProgram({ read, isWindows }: GoSetupParts, resolved: (text: string) => string): string {
  const named = read('alternateTools');
  const other = typeof named === 'object' && named !== null && 'go' in named ? resolved(textOf(named.go)) : '';
  // A bare name is that of a program on the PATH, as ever.
  if (/[\\/]/.test(other)) return other;
  const root = resolved(textOf(read('goroot'))).replace(/[\\/]+$/, '');
  return root === '' ? '' : `${root}/bin/${isWindows ? 'go.exe' : 'go'}`;
}

/** What the Go extension puts in the place of `${workspaceFolder}` and `~`, and the editor of `${env:NAME}`. */
function resolvePlaces(text: string, { folder, environment }: GoSetupParts): string {
  return text
    .replaceAll(/\$\{workspace(?:Folder|Root)\}/g, () => folder)
    .replaceAll(/\$\{env:([^}]+)\}/g, (_, name: string) => environment[name] ?? '')
    .replace(/^~(?=[\\/]|$)/, () => environment['HOME'] ?? environment['USERPROFILE'] ?? '~');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Null where it is not set: an empty list is a choice. */
function listOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
}

function variablesOf(value: unknown, resolved: (text: string) => string): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  const given = Object.entries(value).filter(([, one]) => ['string', 'number', 'boolean'].includes(typeof one));
  return Object.fromEntries(given.map(([name, one]) => [name, resolved(String(one))]));
}
