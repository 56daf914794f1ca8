import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { ProblemReport } from '../../shared/wires/lspMessages';
import { longestSentence } from '../../shared/base/said/cutText';
import { markdownText } from '../../shared/base/said/markdownText';
import { plainText } from '../../shared/base/said/plainText';
import { isPinned } from '../../shared/model/snapshot';
import { formatBytes } from '../../shared/base/units';
import { asksForCookie, asksForSecret } from '../base/asksForSecret';
import { colors, commands, treeContexts } from '../base/contributionNames';
import { problemText } from '../base/problemText';
import { addressLabel } from '../base/serviceAddress';
import { missingParagraphs, shortMissing } from './missingWords';
import { growthOf } from './targetGrowth';
import type { ServiceNode, SnapshotNode, TargetNode, TreeRow } from './targetNodes';
import {
  describeCost,
  describeNumbers,
  describePhase,
  describeReplica,
  describeService,
  describeTime,
  describeTwins,
  shortSnapshotLabel,
  snapshotLabel,
} from './targetWords';

/** A node of the tree as the editor draws it; moments are told as seen from now. */
export function toTreeItem(node: TreeRow, nowMillis: number): TreeItem {
  switch (node.kind) {
    case 'service':
      return serviceItem(node);
    case 'target':
      return targetItem(node);
    case 'snapshot':
      return snapshotItem(node, nowMillis);
  }
}

/** How it stands with the worst of its replicas, and who that is. */
function serviceItem({ key, name, replicas }: ServiceNode): TreeItem {
  const item = new TreeItem(plainText(name), TreeItemCollapsibleState.Expanded);
  item.id = key;
  item.iconPath = new ThemeIcon('server-environment');
  item.description = describeService(replicas.flatMap(({ link }) => (link.type === 'live' ? [link.state] : [])));
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', plainText(name), item.description) };
  return item;
}

function targetItem(node: TargetNode): TreeItem {
  const none = node.snapshots.length === 0;
  const item = new TreeItem(
    plainText(node.name),
    none ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Expanded,
  );
  // A node that had no children stays folded when it gets some, unless it counts as another node.
  item.id = `target:${node.key}:${none ? 'leaf' : 'branch'}`;
  const { link } = node;
  const look = targetLook(link);
  item.contextValue = look.context;
  item.iconPath = look.icon;
  item.description = look.description;
  item.tooltip = targetTooltip(node);
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', plainText(node.name), look.description) };
  return item;
}

interface Look {
  readonly context: string;
  readonly icon: ThemeIcon;
  readonly description: string;
}

function targetLook(link: TargetNode['link']): Look {
  switch (link.type) {
    case 'none':
      return {
        context: treeContexts.notConnected,
        icon: new ThemeIcon('circle-slash'),
        description: l10n.t('not connected'),
      };
    case 'waiting': {
      const { problem } = link.waiting;
      if (problem !== null && asksForSecret(problem)) {
        const description = asksForCookie(problem) ? l10n.t('asks for a cookie') : l10n.t('asks for credentials');
        return { context: treeContexts.waiting, icon: new ThemeIcon('key'), description };
      }
      const trying = problem === null;
      const description = trying ? l10n.t('connecting') : l10n.t('waiting for the service');
      return { context: treeContexts.waiting, icon: new ThemeIcon(trying ? 'loading~spin' : 'history'), description };
    }
    case 'live': {
      const { state } = link;
      const parts = [describeReplica(state), describeNumbers(state), ...shortMissing(state)];
      const numbers = parts.filter((part) => part !== '').join(' · ');
      if (state.phase === 'connected') {
        const icon = growthOf(state) === null ? steadyIcon() : growingIcon();
        return { context: treeContexts.connected, icon, description: numbers };
      }
      const icon = state.phase === 'connecting' ? new ThemeIcon('loading~spin') : lostIcon();
      const description = [describePhase(state), numbers].filter((part) => part !== '').join(' · ');
      return { context: treeContexts[state.phase], icon, description };
    }
  }
}

const steadyIcon = () => new ThemeIcon('pulse', new ThemeColor('charts.green'));
const growingIcon = () => new ThemeIcon('graph-line', new ThemeColor(colors.growingForeground));
const lostIcon = () => new ThemeIcon('debug-disconnect', new ThemeColor('list.warningForeground'));

/** Names, addresses and problems come from outside, so they enter as text and never as Markdown. */
function targetTooltip({ name, url, link }: TargetNode): MarkdownString {
  const paragraphs = [heading(name, url)];
  if (link.type === 'live') {
    paragraphs.push(describeNumbers(link.state), describeCost(link.state) ?? '', describeTwins(link.state));
    if (link.state.replicaOf?.isGone === true) paragraphs.push(plainText(link.state.conditionText.sentence));
    paragraphs.push(...missingParagraphs(link.state));
    paragraphs.push(...problemParagraphs(link.state.problem, link.state.nextAttemptMillis));
  }
  if (link.type === 'waiting') {
    paragraphs.push(...problemParagraphs(link.waiting.problem, link.waiting.nextAttemptMillis));
  }
  return new MarkdownString(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
}

function problemParagraphs(problem: ProblemReport | null, nextAttemptMillis: number | null): string[] {
  if (problem === null) return [];
  const text = markdownText(problemText(problem), longestSentence);
  return nextAttemptMillis === null ? [text] : [text, l10n.t('Next attempt: {0}', describeTime(nextAttemptMillis))];
}

function heading(title: string, detail: string): string {
  return `**${markdownText(title)}**  \n${markdownText(detail, longestSentence)}`;
}

function snapshotItem(node: SnapshotNode, nowMillis: number): TreeItem {
  const { snapshot } = node;
  const item = new TreeItem(plainText(shortSnapshotLabel(snapshot, nowMillis)), TreeItemCollapsibleState.None);
  item.id = `snapshot:${snapshot.id}`;
  item.contextValue = isPinned(snapshot) ? treeContexts.pinnedSnapshot : treeContexts.snapshot;
  item.iconPath = new ThemeIcon(isPinned(snapshot) ? 'pinned' : 'file');
  item.description = snapshot.numbers ?? '';
  item.tooltip = snapshotTooltip(node);
  item.command = { command: commands.openSnapshot, title: l10n.t('Open'), arguments: [node] };
  return item;
}

function snapshotTooltip({ snapshot }: SnapshotNode): MarkdownString {
  const bytes = snapshot.files.reduce((sum, file) => sum + file.bytes, 0);
  const service = addressLabel(snapshot.target.url);
  const captured = l10n.t('Captured {0} from {1}', describeTime(snapshot.capturedAtMillis), service);
  const kept = l10n.t('{0} on disk in {1}', formatBytes(bytes), snapshot.directory);
  const stays = isPinned(snapshot) ? l10n.t('Pinned: it stays when there are too many snapshots.') : '';
  const paragraphs = [heading(snapshotLabel(snapshot), captured), markdownText(kept, longestSentence), stays];
  return new MarkdownString(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
}
