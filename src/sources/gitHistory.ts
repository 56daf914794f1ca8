import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import process from 'node:process';
import type { SourceHistory } from '../shared/ports';
import type { LineHunk } from '../shared/sourcePaths';

const timeoutMillis = 10_000;
/** A diff without context of more than this is of no file that a person wrote. */
const maxOutputBytes = 8 * 1024 * 1024;
const maxHunks = 50_000;

/**
 * A repository's own settings can name programs that git would run: none of those is used here. Filters that .gitattributes
 * ask for cannot be turned off one by one, which is why this is for trusted workspaces alone.
 */
const settings: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'diff.external=',
  'color.ui=false',
  'core.quotePath=true',
  'protocol.allow=never',
];

/** Asks the git program of this machine: reads only, takes no lock, fetches nothing, asks nobody. */
export function createGitHistory(program = 'git'): SourceHistory {
  return {
    async lineHunks(path, revision, signal) {
      // What is no object name could be an option, or a name that means another commit tomorrow.
      if (!/^[0-9a-f]{7,64}$/.test(revision)) return null;
      const folder = dirname(path);
      const file = `./${basename(path)}`;
      const git = (words: readonly string[]) => run(program, folder, words, signal);
      // A file that the revision does not hold would be told as one whole insertion.
      if ((await git(['cat-file', '-e', `${revision}:${file}`])) === null) return null;
      const diff = await git([
        'diff',
        '--no-ext-diff',
        '--no-textconv',
        '--no-color',
        '--no-renames',
        '--ignore-submodules=all',
        // Line ends are the editor's business.
        '--ignore-cr-at-eol',
        '--unified=0',
        revision,
        '--',
        file,
      ]);
      return diff === null ? null : parseHunks(diff);
    },
  };
}

/** `@@ -12,3 +14 @@`: a count that is left out is 1. Null when there are more than any person's change has, or it was no text. */
export function parseHunks(diff: string): readonly LineHunk[] | null {
  if (/^Binary files /m.test(diff)) return null;
  const hunks: LineHunk[] = [];
  for (const [, oldStart = '', oldCount = '1', newStart = '', newCount = '1'] of diff.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    if (hunks.length >= maxHunks) return null;
    hunks.push({
      oldStart: Number(oldStart),
      oldCount: Number(oldCount),
      newStart: Number(newStart),
      newCount: Number(newCount),
    });
  }
  return hunks;
}

/** Standard output; null when git is not there, fails, says too much or takes too long. */
function run(program: string, folder: string, words: readonly string[], signal: AbortSignal): Promise<string | null> {
  const options = settings.flatMap((setting) => ['-c', setting]);
  return new Promise((resolve) => {
    execFile(
      program,
      [...options, '--no-pager', '--literal-pathspecs', ...words],
      {
        cwd: folder,
        env: environment(),
        timeout: timeoutMillis,
        maxBuffer: maxOutputBytes,
        killSignal: 'SIGKILL',
        windowsHide: true,
        signal,
      },
      (error, output) => resolve(error === null ? output : null),
    );
  });
}

/** Without what would point git at another repository (GIT_DIR in a hook), and with what keeps it from asking or fetching. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ATTR_NOSYSTEM: '1',
  };
}
