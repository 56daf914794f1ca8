import { devNull } from 'node:os';
import process from 'node:process';

/**
 * What git is told whenever it is asked. The question itself (a blob as it is stored) needs no filter, text conversion, diff driver,
 * pager, hook or order file; a repository's settings and files can still make git run or read something else on the way, and each of
 * these is for one such way. test/sources/gitPrograms.test.ts plants a program for each.
 */
const settings: readonly string[] = [
  // Asked for what has changed, whenever the index is read.
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  // Could be a pipe.
  `core.attributesFile=${devNull}`,
  // A folder with the files of a repository is one, although it is only part of another.
  'safe.bareRepository=explicit',
  // Else a branch that is named like a commit is looked at.
  'core.warnAmbiguousRefs=false',
  // A partial clone fetches what it lacks, by programs that its settings name. The environment below says so to older gits.
  'protocol.allow=never',
  'credential.helper=',
];

/** Before the command. @param folder absolute; nothing is looked for in it but the repository */
export function gitArguments(folder: string, words: readonly string[]): readonly string[] {
  const options = settings.flatMap((setting) => ['-c', setting]);
  return ['-C', folder, ...options, '--no-pager', '--literal-pathspecs', ...words];
}

/** Without what would point git at another repository (GIT_DIR in a hook), and with what keeps it from asking, fetching and locking. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT|SSH_ASKPASS)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    // No protocol has this name, and no setting of a repository overrides it, as one overrides protocol.allow.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    // A commit is what it was, not what refs/replace makes of it.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
