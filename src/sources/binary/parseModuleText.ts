import type { BuildInfo, ModuleVersion } from '../../shared/model/process/buildInfo';

const maxDependencies = 10_000;

/** Lines as `go version -m` prints them (go: src/runtime/debug/mod.go, BuildInfo.String). What is not known is left out. */
export function parseModuleText(text: string): Omit<BuildInfo, 'goVersion' | 'gnuBuildId'> {
  let mainPackage: string | null = null;
  const settings = new Map<string, string>();
  const modules: { kind: string; module: ModuleVersion }[] = [];
  for (const line of text.split('\n')) {
    const [kind = '', first = '', version = ''] = line.split('\t');
    if (kind === 'path') mainPackage = first;
    else if (kind === 'mod' || kind === 'dep')
      modules.push({ kind, module: { path: first, version, replacement: null } });
    else if (kind === '=>') replaceLast(modules, { path: first, version });
    else if (kind === 'build') settings.set(first.slice(0, first.indexOf('=')), first.slice(first.indexOf('=') + 1));
    if (modules.length > maxDependencies) break;
  }
  const modified = settings.get('vcs.modified');
  return {
    mainPackage,
    mainModule: modules.find(({ kind }) => kind === 'mod')?.module ?? null,
    dependencies: modules.filter(({ kind }) => kind === 'dep').map(({ module }) => module),
    trimpath: settings.get('-trimpath') === 'true',
    revision: settings.get('vcs.revision') ?? null,
    modified: modified === undefined ? null : modified === 'true',
    revisionTime: settings.get('vcs.time') ?? null,
  };
}

function replaceLast(modules: { module: ModuleVersion }[], replacement: { path: string; version: string }): void {
  const last = modules.at(-1);
  if (last !== undefined) last.module = { ...last.module, replacement };
}
