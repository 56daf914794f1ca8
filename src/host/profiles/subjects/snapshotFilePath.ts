import { Uri } from 'vscode';
import type { SnapshotFileName, StoredSnapshot } from '../../../shared/model/snapshot';

/** Where a file of a snapshot lies on this machine. */
export function snapshotFilePath({ directory }: Pick<StoredSnapshot, 'directory'>, file: SnapshotFileName): string {
  return Uri.joinPath(Uri.file(directory), file).fsPath;
}
