import { extensions, type Uri } from 'vscode';
import type { PlaceView } from '../../../shared/wires/findingView';
import type { CommittedLine } from './permalink';

/** What of the editor's own git extension is asked (its `api/git.d.ts`, version 1). */
interface GitRepository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD?: { readonly commit?: string };
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[];
    readonly workingTreeChanges: readonly { readonly uri: Uri }[];
    readonly indexChanges: readonly { readonly uri: Uri }[];
  };
}

interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: Uri): GitRepository | null };
}

/**
 * The line in the commit that is checked out, by what the editor knows of git: nobody is asked beyond this machine. Null without git or a
 * remote, and for a file that has been changed since, whose lines may be others there.
 */
export async function committedLine(uri: Uri, { line }: PlaceView): Promise<CommittedLine | null> {
  const git = extensions.getExtension<GitExports>('vscode.git');
  if (git === undefined) return null;
  const exported = await git.activate();
  const repository = exported.enabled ? exported.getAPI(1).getRepository(uri) : null;
  if (repository === null) return null;
  const { HEAD: head, remotes, workingTreeChanges, indexChanges } = repository.state;
  const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  const isChanged = [...workingTreeChanges, ...indexChanges].some((one) => one.uri.toString() === uri.toString());
  const root = `${repository.rootUri.path}/`;
  if (isChanged || head?.commit === undefined || remote?.fetchUrl === undefined || !uri.path.startsWith(root))
    return null;
  return { remote: remote.fetchUrl, commit: head.commit, path: uri.path.slice(root.length), line: line + 1 };
}
