import { TabInputCustom, Uri, window } from 'vscode';
import { parseProfileUri, profileUri } from './profileAddress';
import type { ProfileEditor } from './profileEditor';
import { fileProfileId } from './subjects/profileSubject';
import { differenceTab } from './profileTabs';

/** Profiles that tests have written: opened on lines, compared, and closed when they are gone. */
export function testProfileViews(editor: Pick<ProfileEditor, 'show' | 'showOnLines'>) {
  return {
    showOnLines: async (path: string, sample: string): Promise<void> => {
      const uri = Uri.file(path);
      editor.showOnLines(uri);
      await editor.show(uri, {
        profileId: fileProfileId,
        state: sample === '' ? null : (now) => ({ ...now, scope: { ...now.scope, sample } }),
      });
    },
    compare: async (path: string, before: string): Promise<void> => {
      await editor.show(profileUri({ kind: 'file', path, base: before }, differenceTab(path, before)));
    },
    close: async (path: string): Promise<void> => {
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
      await window.tabGroups.close(
        tabs.filter(({ input }) => input instanceof TabInputCustom && isOf(input.uri, path)),
      );
    },
  };
}

function isOf(uri: Uri, path: string): boolean {
  const address = parseProfileUri(uri);
  return address?.kind === 'file' && [address.path, address.base].includes(path);
}
