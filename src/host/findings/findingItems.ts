import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Confidence } from '../../shared/model/finding';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';
import { plainText } from '../../shared/base/said/plainText';
import { colors, commands, findingContexts } from '../base/contributionNames';
import type { FindingDetail, FindingNode } from './findingNodes';
import { isLeak } from './isLeak';
import { describeTime } from '../targets/targetWords';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** A target's row, where there are several targets. */
export function findingTargetItem(node: FindingNode, target: TargetFindings): TreeItem {
  const { targetName, findings, baselineSetAtMillis } = target;
  const empty = findings.length === 0;
  const item = new TreeItem(plainText(targetName), empty ? None : Expanded);
  // A node that had no children stays folded when it gets some, unless it counts as another node.
  item.id = `${node.key}:${empty ? 'leaf' : 'branch'}`;
  item.iconPath = new ThemeIcon('pulse');
  const baseline = describeBaseline(baselineSetAtMillis);
  const found = empty ? l10n.t('nothing found') : leakCountText(findings.filter(isLeak).length);
  item.description = [found, baseline].filter((part) => part !== '').join(' · ');
  item.contextValue = baselineSetAtMillis === null ? findingContexts.target : findingContexts.targetWithBaseline;
  return item;
}

/** `1 leak`, `2 leaks`; empty for none. */
export function leakCountText(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 leak') : l10n.t('{0} leaks', count);
}

/** `baseline Nov 20, 2026, 14:02:11`; empty without one. */
export function describeBaseline(setAtMillis: number | null): string {
  return setAtMillis === null ? '' : l10n.t('baseline of {0}', describeTime(setAtMillis));
}

/**
 * A narrow side bar shows where a finding is, which tells it from the others; a wide one what it is too. The tooltip is left
 * out: the editor asks for it when the mouse rests there.
 */
export function findingItem(node: FindingNode, finding: FindingView): TreeItem {
  const { title, place, confidenceText, statusText, evidence, related } = finding;
  const item = new TreeItem(place?.label ?? title, evidence.length > 0 || related.length > 0 ? Collapsed : None);
  item.id = node.key;
  item.iconPath = findingIcon(finding);
  item.description = [statusText, place === null ? '' : title].filter((part) => part !== '').join(' · ');
  item.contextValue = findingContext(finding);
  // A screen reader hears neither icon nor colour.
  const said = [confidenceText, title, place?.label ?? '', statusText].filter((part) => part !== '');
  item.accessibilityInformation = { label: said.join(', ') };
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
  // Of a service that does not answer nothing is known now.
  return stage.asOfMillis === null ? icon : new ThemeIcon(icon.id, new ThemeColor('disabledForeground'));
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

/** A line below a finding; null when the finding says less now. */
export function detailItem(node: FindingNode, finding: FindingView, detail: FindingDetail): TreeItem | null {
  const text = detailText(finding, detail);
  if (text === null) return null;
  const item = new TreeItem(text, None);
  item.id = node.key;
  item.iconPath = new ThemeIcon(detailIcons[detail.type]);
  item.tooltip = text;
  const place = detail.type === 'related' ? finding.related[detail.index]?.place : undefined;
  if (place !== undefined) {
    item.description = place.label;
    item.command = openCommand(node);
  }
  return item;
}

const detailIcons = { evidence: 'circle-small-filled', related: 'go-to-file', advice: 'lightbulb' } as const;

function detailText({ evidence, related, advice }: FindingView, detail: FindingDetail): string | null {
  if (detail.type === 'advice') return advice;
  return (detail.type === 'evidence' ? evidence[detail.index] : related[detail.index]?.role) ?? null;
}

function openCommand(node: FindingNode) {
  return { command: commands.openFinding, title: l10n.t('Open'), arguments: [node] };
}
