import { l10n, Uri, window, workspace } from 'vscode';
import type { PictureFormat } from '../../../shared/wires/profileMessages';

/** Writes a picture of a profile where a person says. @param name of the profile, from which the file's is made */
export async function savePicture(name: string, format: PictureFormat, content: string): Promise<void> {
  const uri = await window.showSaveDialog({
    title: l10n.t('Save the Call Graph'),
    filters: { [format.toUpperCase()]: [format] },
    defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), `${plainName(name)}.${format}`),
  });
  if (uri === undefined) return;
  await workspace.fs.writeFile(uri, Buffer.from(content, format === 'png' ? 'base64' : 'utf8'));
}

/** Whatever a profile is called, a name that every file system takes. */
function plainName(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? 'call-graph' : plain.slice(0, 80);
}
