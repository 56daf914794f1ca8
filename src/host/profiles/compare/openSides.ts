import { TabInputCustom, window, type Uri } from 'vscode';
import { parseProfileUri, type ProfileAddress } from '../profileAddress';
import { profileEditors } from '../../base/contributionNames';

/** A tab that shows one profile, or some of which one is looked at. */
export interface OpenSide {
  readonly label: string;
  readonly address: Exclude<ProfileAddress, { readonly kind: 'pair' }>;
  /** Null where its page was not shown yet, so that nobody knows. */
  readonly profile: string | null;
}

/** The profiles that are open, the one in front first; of differences none. */
export function openSides(chosenAt: (uri: Uri) => string | null): readonly OpenSide[] {
  const types: readonly string[] = Object.values(profileEditors);
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const front = window.tabGroups.activeTabGroup.activeTab;
  const seen = new Set<string>();
  return tabs
    .toSorted((a, b) => Number(b === front) - Number(a === front))
    .flatMap(({ input, label }): readonly OpenSide[] => {
      if (!(input instanceof TabInputCustom) || !types.includes(input.viewType)) return [];
      const address = parseProfileUri(input.uri);
      if (address === null || address.kind === 'pair' || address.base !== null) return [];
      if (seen.has(input.uri.toString())) return [];
      seen.add(input.uri.toString());
      return [{ label, address, profile: chosenAt(input.uri) }];
    });
}
