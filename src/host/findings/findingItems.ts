import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Confidence } from '../../shared/model/finding';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';
import { plainText } from '../../shared/base/said/plainText';
import { colors, commands, findingContexts } from '../base/contributionNames';
import type { FindingDetail, FindingNode } from './findingNodes';
import { describeTime } from '../targets/targetWords';

const { Collapsed, None } = TreeItemCollapsibleState;

/** `1 leak`, `2 leaks`; empty for none. */
export function leakCountText(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 leak') : l10n.t('{0} leaks', count);
}

/** `baseline of Nov 20, 2026, 14:02:11`, of several targets with their names; empty without one. */
export function describeBaselines(targets: readonly TargetFindings[]): string {
  const set = targets.flatMap(({ targetName, baselineSetAtMillis }) => {
    if (baselineSetAtMillis === null) return [];
    const baseline = l10n.t('baseline of {0}', describeTime(baselineSetAtMillis));
    return [targets.length > 1 ? l10n.t('{0}: {1}', plainText(targetName), baseline) : baseline];
  });
  return set.join(' · ');
}

/**
 * How much of it there is comes first, and the place behind it: a narrow side bar has room for both. The tooltip is left out: the
 * editor asks for it when the mouse rests there.
 * @param targetName null where there is one target
 */
export function findingItem(node: FindingNode, finding: FindingView, targetName: string | null): TreeItem {
  const { row, title, place, evidence, related, replicas = '' } = finding;
  const item = new TreeItem(row, evidence.length > 0 || related.length > 0 ? Collapsed : None);
  item.id = node.key;
  item.iconPath = findingIcon(finding);
  const behind = [place?.label ?? finding.functionName, plainText(targetName ?? ''), replicas, finding.statusText];
  item.description = behind.filter((part) => part !== '').join(' · ');
  item.contextValue = findingContext(finding);
  // A screen reader hears neither icon nor colour: the title says how sure it is, and of what is fixed the status.
  const said = finding.status === 'fixed' ? row : title;
  item.accessibilityInformation = { label: [said, ...behind].filter((part) => part !== '').join(', ') };
  if (place !== null) item.command = openCommand(node);
  return item;
}

function findingContext({ ignored, related }: FindingView): string {
  if (ignored !== null) return findingContexts.ignored;
  return related.length > 0 ? findingContexts.findingWithOtherEnd : findingContexts.finding;
}

/** Each has a shape of its own: colour alone tells nothing to some people and in some themes. */
const icons: Readonly<Record<Confidence, () => ThemeIcon>> = {
  proven: () => new ThemeIcon('error', new ThemeColor(colors.leakForeground)),
  probable: () => new ThemeIcon('warning', new ThemeColor(colors.leakForeground)),
  possible: () => new ThemeIcon('question', new ThemeColor(colors.growingForeground)),
  info: () => new ThemeIcon('info'),
};

function findingIcon({ confidence, status, stage, ignored }: FindingView): ThemeIcon {
  const icon = iconNow({ confidence, status, stage, ignored });
  // Of a service that does not answer nothing is known now, nor of code that is another one than what runs.
  return stage.asOfMillis === null && stage.stage !== 'edited'
    ? icon
    : new ThemeIcon(icon.id, new ThemeColor('disabledForeground'));
}

function iconNow({
  confidence,
  status,
  stage,
  ignored,
}: Pick<FindingView, 'confidence' | 'status' | 'stage' | 'ignored'>): ThemeIcon {
  if (ignored !== null) return new ThemeIcon('eye-closed', new ThemeColor('disabledForeground'));
  if (stage.stage === 'earlier') return new ThemeIcon('history', new ThemeColor('disabledForeground'));
  if (status === 'fixed') return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  return icons[confidence]();
}

export function ignoredItem(node: FindingNode, count: number): TreeItem {
  const item = new TreeItem(l10n.t('Ignored ({0})', count), Collapsed);
  item.id = node.key;
  item.tooltip = l10n.t('Findings that a rule in .leaklens.json ignores.');
  return item;
}

export function evidenceItem(node: FindingNode): TreeItem {
  const item = new TreeItem(l10n.t('Evidence'), Collapsed);
  item.id = node.key;
  return item;
}

/** A line below a finding; null when the finding says less now. */
export function detailItem(node: FindingNode, finding: FindingView, detail: FindingDetail): TreeItem | null {
  const text = detailText(finding, detail);
  if (text === null) return null;
  const item = new TreeItem(text, None);
  item.id = node.key;
  item.iconPath = new ThemeIcon(detailIcons[detail.type]);
  // What to do is told with its reason where there is room.
  item.tooltip = detail.type === 'cure' ? finding.advice : text;
  const end = detail.type === 'related' ? finding.related[detail.index] : undefined;
  if (end !== undefined) {
    item.description = [end.place.label, end.functionName].filter((part) => part !== '').join(' · ');
    item.command = openCommand(node);
  }
  return item;
}

const detailIcons = { evidence: 'circle-small-filled', related: 'go-to-file', cure: 'lightbulb' } as const;

function detailText({ evidence, related, cure }: FindingView, detail: FindingDetail): string | null {
  if (detail.type === 'cure') return cure;
  return (detail.type === 'evidence' ? evidence[detail.index] : related[detail.index]?.role) ?? null;
}

function openCommand(node: FindingNode) {
  return { command: commands.openFinding, title: l10n.t('Open'), arguments: [node] };
}
