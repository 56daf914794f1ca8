/** A line of a file of a commit. */
export interface CommittedLine {
  /** As git has it: `git@github.com:owner/name.git`, `https://…`. */
  readonly remote: string;
  readonly commit: string;
  /** In the repository, with `/`. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
}

type Page = (place: { readonly commit: string; readonly path: string; readonly line: string }) => string;

/** How the hosts that people use address a line of a commit. */
const pages: readonly (readonly [host: RegExp, page: Page])[] = [
  [/(^|\.)github\./, ({ commit, path, line }) => `blob/${commit}/${path}#L${line}`],
  [/(^|\.)gitlab\./, ({ commit, path, line }) => `-/blob/${commit}/${path}#L${line}`],
  [/(^|\.)(codeberg|gitea|forgejo)\./, ({ commit, path, line }) => `src/commit/${commit}/${path}#L${line}`],
  [/(^|\.)bitbucket\./, ({ commit, path, line }) => `src/${commit}/${path}#lines-${line}`],
];

/** `git@host:owner/name.git`, `ssh://git@host/owner/name`, `https://user:secret@host/owner/name.git` */
const remoteShape =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/]*@)?|(?:[^@/:]+@))([a-z0-9.-]+)(?::\d+(?=\/))?[/:](.+?)(?:\.git)?\/?$/i;

/**
 * The address of the line on the web, without what a remote holds of accounts and secrets; null for a host that nobody here knows the
 * addresses of: a link that leads nowhere is worse than none.
 */
export function permalink({ remote, commit, path, line }: CommittedLine): string | null {
  const [, host = '', repository = ''] = remoteShape.exec(remote.trim()) ?? [];
  const page = pages.find(([known]) => known.test(host.toLowerCase()))?.[1];
  if (page === undefined || !/^[0-9a-f]{7,64}$/i.test(commit)) return null;
  const escaped = (text: string) => text.split('/').map(encodeURIComponent).join('/');
  return `https://${host.toLowerCase()}/${escaped(repository)}/${page({ commit, path: escaped(path), line: String(line) })}`;
}
