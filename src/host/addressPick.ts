import {
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { ConnectParams } from '../shared/lspMessages';
import { addressKey, defaultAddress } from './serviceAddress';
import type { HistoryEntry, TargetHistory } from './targetHistory';

export interface AddressPickOptions {
  readonly history: TargetHistory;
  readonly configured: readonly ConnectParams[];
  /** What stands in the box, selected, so that typing replaces it. The usual local address when left out. */
  readonly address?: string;
}

interface AddressItem extends QuickPickItem {
  /** Absent on separators. */
  readonly params?: ConnectParams;
}

/** Asks for a service: free text, an earlier one or one of the settings. Null when closed without a choice. */
export async function pickAddress(options: AddressPickOptions): Promise<ConnectParams | null> {
  const pick = window.createQuickPick<AddressItem>();
  try {
    return await new Promise<ConnectParams | null>((resolve) => {
      prepare(pick, options);
      pick.onDidAccept(() => {
        const params = pick.selectedItems[0]?.params ?? typedParams(pick.value);
        if (params !== null) resolve(params);
      });
      pick.onDidHide(() => {
        resolve(null);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function prepare(pick: QuickPick<AddressItem>, options: AddressPickOptions): void {
  const start = options.address ?? defaultAddress;
  pick.title = l10n.t('Connect to Service');
  pick.placeholder = l10n.t('Address of the service or its pprof pages, e.g. {0}', defaultAddress);
  pick.value = start;
  const update = () => {
    pick.items = addressItems(options, { value: pick.value, filtering: pick.value !== start });
  };
  update();
  pick.onDidChangeValue(update);
  pick.onDidTriggerItemButton(async ({ item }) => {
    if (item.params !== undefined) await options.history.remove(item.params.url);
    update();
  });
}

/** What is typed comes first, so that Enter means it. Earlier targets are all there until somebody types. */
function addressItems(
  { history, configured }: AddressPickOptions,
  { value, filtering }: { value: string; filtering: boolean },
): AddressItem[] {
  const typed = typedParams(value);
  const known = new Set(typed === null ? [] : [addressKey(typed.url)]);
  const fresh = <T extends HistoryEntry>(entries: readonly T[]) =>
    entries.filter(({ url }) => !known.has(addressKey(url)) && known.add(addressKey(url)));
  const item = (params: ConnectParams) => ({ ...knownItem(params), alwaysShow: !filtering });
  const fromSettings = fresh(configured).map(item);
  const earlier = fresh(history.entries()).map((entry) => ({ ...item(entry), buttons: [removeButton()] }));
  return [
    ...(typed === null ? [] : [typedItem(typed)]),
    ...section(l10n.t('from the settings'), fromSettings),
    ...section(l10n.t('earlier'), earlier),
  ];
}

function typedParams(value: string): ConnectParams | null {
  const url = value.trim();
  return url === '' ? null : { url };
}

function typedItem(params: ConnectParams): AddressItem {
  const label = `$(plug) ${l10n.t('Connect to {0}', params.url)}`;
  return { label, alwaysShow: true, params };
}

function knownItem(params: ConnectParams): AddressItem {
  if (params.name === undefined) return { label: params.url, params };
  return { label: params.name, description: params.url, params };
}

function section(label: string, items: readonly AddressItem[]): AddressItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function removeButton(): QuickInputButton {
  return { iconPath: new ThemeIcon('close'), tooltip: l10n.t('Remove from the list') };
}
