import {
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { FindingWay, ServiceFinder } from '../reach/picks/serviceFinder';
import { splitCredentials } from '../reach/credentials/urlCredentials';
import { addressKey, defaultAddress } from '../base/serviceAddress';
import type { HistoryEntry, TargetHistory } from '../targets/targetHistory';
import { shownItem } from '../base/prompts';
import { labelText } from '../../shared/base/said/plainText';
import type { Clock } from '../../shared/ports/clock';

export interface AddressPickOptions {
  readonly history: TargetHistory;
  readonly configured: readonly ConnectParams[];
  readonly finder: Pick<ServiceFinder, 'launched' | 'ways' | 'laterWays'>;
  readonly clock: Pick<Clock, 'now'>;
  /** What stands in the box, selected, so that typing replaces it. The usual local address when left out. */
  readonly address?: string;
}

/** An address, or a way to find one. */
export type AddressChoice = ConnectParams | FindingWay;

interface AddressItem extends QuickPickItem {
  /** Absent on separators. */
  readonly choice?: AddressChoice;
}

/**
 * The window still shows the items of one key before for a moment, and names what was chosen by its place in the list. Who
 * presses Enter right behind the last key of an address means the address.
 */
const staleMillis = 250;

function looksLikeAddress(value: string): boolean {
  return /[\d.:/]/.test(value);
}

/** Asks for a service: free text, an earlier one, one of the settings, or how to find it. Null when closed without a choice. */
export async function pickAddress(options: AddressPickOptions): Promise<AddressChoice | null> {
  const pick = window.createQuickPick<AddressItem>();
  try {
    return await new Promise<AddressChoice | null>((resolve) => {
      prepare(pick, options);
      let typedAtMillis = -Infinity;
      pick.onDidChangeValue(() => (typedAtMillis = options.clock.now()));
      pick.onDidAccept(() => {
        const hasJustTyped = options.clock.now() - typedAtMillis < staleMillis && looksLikeAddress(pick.value);
        const selected = hasJustTyped ? undefined : pick.selectedItems[0]?.choice;
        const choice = selected ?? typedParams(pick.value);
        if (choice !== null) resolve(choice);
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
  let ways = options.finder.ways();
  let isOpen = true;
  const update = () => {
    pick.items = addressItems(options, { value: pick.value, filtering: pick.value !== start, ways });
  };
  update();
  pick.onDidHide(() => (isOpen = false));
  // Without an answer there is one way less, and the pick has the others.
  options.finder.laterWays().then(
    (later) => {
      if (!isOpen || later.length === 0) return;
      ways = [...ways, ...later];
      update();
    },
    () => undefined,
  );
  pick.onDidChangeValue(update);
  pick.onDidTriggerItemButton(async ({ item }) => {
    if (item.choice !== undefined && 'url' in item.choice) await options.history.remove(item.choice.url);
    update();
  });
}

/** What is typed comes first, so that Enter means it. Earlier targets are all there until somebody types. */
function addressItems(
  { history, configured, finder }: AddressPickOptions,
  { value, filtering, ways }: { value: string; filtering: boolean; ways: readonly FindingWay[] },
): AddressItem[] {
  const typed = typedParams(value);
  const known = new Set(typed === null ? [] : [addressKey(typed.url)]);
  const fresh = <T extends HistoryEntry>(entries: readonly T[]) =>
    entries.filter(({ url }) => !known.has(addressKey(url)) && known.add(addressKey(url)));
  const item = (params: ConnectParams) => ({ ...knownItem(params), alwaysShow: !filtering });
  const fromSettings = fresh(configured).map(item);
  const launched = fresh(finder.launched()).map(({ url, name }) => ({
    ...item({ url }),
    description: labelText(name),
  }));
  const earlier = fresh(history.entries()).map((entry) => ({ ...item(entry), buttons: [removeButton()] }));
  return [
    ...(typed === null ? [] : [typedItem(typed)]),
    ...section(l10n.t('from the settings'), fromSettings),
    ...section(l10n.t('from launch configurations'), launched),
    ...section(l10n.t('earlier'), earlier),
    ...section(l10n.t('find'), ways.map(wayItem)),
  ];
}

function typedParams(value: string): ConnectParams | null {
  const url = value.trim();
  return url === '' ? null : { url };
}

function typedItem(params: ConnectParams): AddressItem {
  const label = `$(plug) ${labelText(l10n.t('Connect to {0}', splitCredentials(params.url).url))}`;
  return { label, alwaysShow: true, choice: params };
}

function wayItem(way: FindingWay): AddressItem {
  return { label: `$(${way.icon}) ${labelText(way.label)}`, alwaysShow: true, choice: way };
}

function knownItem(params: ConnectParams): AddressItem {
  const { url } = splitCredentials(params.url);
  if (params.name === undefined) return shownItem({ label: url, choice: params });
  return shownItem({ label: params.name, description: url, choice: params });
}

function section(label: string, items: readonly AddressItem[]): AddressItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function removeButton(): QuickInputButton {
  return { iconPath: new ThemeIcon('close'), tooltip: l10n.t('Remove from the list') };
}
