import type { Analyser } from '../../../shared/ports/runtime/analyser';
import type { GoSourceReader } from '../../../shared/model/go/goSource';
import type { SourceHistory } from '../../../shared/ports/sourceTree';
import type { SourceTree } from '../../../shared/ports/sourceTree';
import type { BuildFacts, PreparedSources } from '../../../shared/model/sourcePaths';
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
  readonly about: Pick<BuildFacts, 'revision' | 'isRevisionClean' | 'isRevisionDeployed' | 'builtAtMillis'>;
  /** The workspace folders: a repository elsewhere is not asked. */
  readonly trusted: readonly string[];
  readonly signal: AbortSignal;
}

/** Some file systems tell time in steps of two seconds. */
const clockStepMillis = 2000;

/** Each is a process. */
const maxHistories = 200;
const questionsAtOnce = 4;

/** Reads the workspace's files that a build names, each once; what a parser says of those read now comes later. */
export async function readTexts(
  parts: TextParts,
  { build, about, trusted, signal }: TextQuestion,
): Promise<Pick<PreparedSources, 'firstSeen' | 'parsed'>> {
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
  const firstSeen = paths.filter((path) => build.texts.has(path));
  const { reader, tree } = parts;
  if (reader === undefined || firstSeen.length === 0) return { firstSeen, parsed: null };
  const news = firstSeen.map((path) => askReader({ reader, tree }, build, { path, file: unread.get(path) ?? '' }));
  return { firstSeen, parsed: Promise.all(news).then((all) => all.includes(true)) };
}

interface Known extends Pick<BuildFacts, 'isRevisionClean' | 'isRevisionDeployed' | 'builtAtMillis'> {
  /** The text at the revision of the build; null when it is not known. */
  readonly past: string | null;
}

async function readText({ analyser, tree }: TextParts, path: string, known: Known): Promise<FileText> {
  const { builtAtMillis, isRevisionClean, isRevisionDeployed, past } = known;
  const revision = { isRevisionClean, ...(isRevisionDeployed === true && { isRevisionDeployed }) };
  try {
    const stamp = await tree.stamp(path);
    const text = await tree.readText(path);
    const lines = text.split(/\r?\n/).map((line) => (/\bfunc\b/.test(line) ? 'func' : ''));
    const savedAtMillis = builtAtMillis === null ? null : await tree.savedAtMillis(path);
    const isSavedAfterBuild = (savedAtMillis ?? 0) > (builtAtMillis ?? Infinity) + clockStepMillis;
    const hunks = past === null ? null : analyser.paths.lineHunks(past, text);
    const declared = new Map(analyser.paths.declaredFunctions(text));
    return { lines, declared, isSavedAfterBuild, hunks, ...revision, stamp };
  } catch {
    return { lines: null, declared: new Map(), isSavedAfterBuild: false, hunks: null, ...revision, stamp: null };
  }
}

/**
 * What a parser says of the functions named so far, under their whole names; as long as the text is the one that was read.
 * @returns whether it said another thing than the look of the text
 */
async function askReader(
  { reader, tree }: { readonly reader: Pick<GoSourceReader, 'functionLines'>; readonly tree: TextParts['tree'] },
  build: BuildPaths,
  { path, file }: { readonly path: string; readonly file: string },
): Promise<boolean> {
  const text = build.texts.get(path);
  if (text === undefined || text.lines === null || !path.endsWith('.go')) return false;
  const ask = async (name: string) => {
    const range = await reader.functionLines(path, name).catch(() => null);
    return range === null ? [] : ([[name, range]] as const);
  };
  const told = await Promise.all(build.functionsOf(file).map(({ name }) => ask(name)));
  if (text.stamp === null || (await tree.stamp(path)) !== text.stamp) return false;
  const before = [...text.declared.values()].map(({ first, last }) => `${first} ${last}`);
  for (const [name, range] of told.flat()) text.declared.set(name, range);
  return told.flat().some(([, { first, last }]) => !before.includes(`${first} ${last}`));
}
