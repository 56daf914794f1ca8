import type { Analyser } from '../shared/analyser';
import type { GoSourceReader } from '../shared/goSource';
import type { SourceHistory, SourceTree } from '../shared/ports';
import type { BuildFacts } from '../shared/sourcePaths';
import type { BuildPaths, FileText } from './buildPaths';

export interface TextParts {
  readonly analyser: Analyser;
  readonly tree: SourceTree;
  /** A parser; without one, declarations are recognised as gofmt writes them. */
  readonly reader?: Pick<GoSourceReader, 'functionLines'> | undefined;
  /** Only in a trusted workspace. */
  readonly history?: SourceHistory | undefined;
}

export interface TextQuestion {
  readonly build: BuildPaths;
  readonly about: Pick<BuildFacts, 'revision' | 'isRevisionClean' | 'builtAtMillis'>;
  /** The workspace folders: a repository elsewhere is not asked. */
  readonly trusted: readonly string[];
  readonly signal: AbortSignal;
}

/** Some file systems tell time in steps of two seconds. */
const clockStepMillis = 2000;

/** Each is a process. */
const maxHistories = 200;
const questionsAtOnce = 4;

/**
 * Reads the workspace's files that a build names, each once. @returns paths of those that were read now
 */
export async function readTexts(
  parts: TextParts,
  { build, about, trusted, signal }: TextQuestion,
): Promise<readonly string[]> {
  const wanted = [...build.found].filter(([, found]) => found?.inWorkspace === true);
  const unread = new Map<string, string>();
  for (const [file, found] of wanted) {
    if (found === null) continue;
    const known = build.texts.get(found.path);
    if (known === undefined) unread.set(found.path, file);
  }
  const paths = [...unread.keys()];
  for (let at = 0; at < paths.length && !signal.aborted; at += questionsAtOnce) {
    const some = paths.slice(at, at + questionsAtOnce);
    const revision = build.texts.size < maxHistories ? about.revision : null;
    const read = some.map(async (path) => {
      const past = revision === null ? null : await parts.history?.textAt({ path, revision, trusted }, signal);
      build.keepText(path, await readText(parts, path, { ...about, past: past ?? null }));
    });
    await Promise.all(read);
  }
  if (parts.reader !== undefined) await askReader(parts, build, unread);
  return paths.filter((path) => build.texts.has(path));
}

interface Known extends Pick<BuildFacts, 'isRevisionClean' | 'builtAtMillis'> {
  /** The text at the revision of the build; null when it is not known. */
  readonly past: string | null;
}

async function readText({ analyser, tree }: TextParts, path: string, known: Known): Promise<FileText> {
  const { builtAtMillis, isRevisionClean, past } = known;
  try {
    const text = await tree.readText(path);
    const lines = text.split(/\r?\n/).map((line) => (/\bfunc\b/.test(line) ? 'func' : ''));
    const savedAtMillis = builtAtMillis === null ? null : await tree.savedAtMillis(path);
    const isSavedAfterBuild = (savedAtMillis ?? 0) > (builtAtMillis ?? Infinity) + clockStepMillis;
    const hunks = past === null ? null : analyser.paths.lineHunks(past, text);
    const declared = new Map(analyser.paths.declaredFunctions(text));
    return { lines, declared, isSavedAfterBuild, hunks, isRevisionClean };
  } catch {
    return { lines: null, declared: new Map(), isSavedAfterBuild: false, hunks: null, isRevisionClean };
  }
}

/** What a parser says of the functions named so far, under their whole names; while the text is still the one just read. */
async function askReader({ reader }: TextParts, build: BuildPaths, unread: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, file] of unread) {
    const text = build.texts.get(path);
    if (text === undefined || text.lines === null || !path.endsWith('.go')) continue;
    for (const { name } of build.functionsOf(file)) {
      const range = (await reader?.functionLines(path, name).catch(() => null)) ?? null;
      if (range !== null) text.declared.set(name, range);
    }
  }
}
