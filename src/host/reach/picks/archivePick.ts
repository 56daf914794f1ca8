import { l10n, type QuickPickItem } from 'vscode';
import type { ArchiveKind, ArchiveLabels, ArchiveLook } from '../../../shared/model/archive/archive';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import { parseAddress } from '../../../shared/base/addresses/serviceAddress';
import { messageText } from '../../../shared/base/said/plainText';
import { requests } from '../../../shared/wires/lspMessages';
import type { EngineClient } from '../../engine/engineClient';
import { showProblem } from '../../base/problemMessage';
import { pickOne } from '../../base/prompts';
import { askWithProgress } from '../askEngine';
import type { Reach } from '../reach';
import { remedyFor } from '../remedies';
import { askAddress } from '../credentials/secretInput';

export interface ArchivePickParts {
  readonly engine: Pick<EngineClient, 'ask'>;
  readonly reach: Pick<Reach, 'bare' | 'complete' | 'keyring'>;
}

/** Server, service and labels, one after the other. Null when the person gives up at any of them. */
export async function pickArchive(parts: ArchivePickParts): Promise<ConnectParams | null> {
  const kind = await pickKind();
  const typed = kind === null ? null : await typedServer(kind);
  if (typed === null) return null;
  const server = parts.reach.bare({ url: typed }, 'person').url;
  const look = await lookInto(parts, server);
  const service = look === null ? null : await pickService(look.services);
  return service === null ? null : narrowed(parts, server, { service });
}

const usualServers: Readonly<Record<ArchiveKind, string>> = {
  parca: 'http://localhost:7070',
  pyroscope: 'http://localhost:4040',
};

async function pickKind(): Promise<ArchiveKind | null> {
  const items = [
    { label: 'Parca', archive: 'parca' as const },
    { label: 'Pyroscope', description: l10n.t('also of Grafana Cloud'), archive: 'pyroscope' as const },
  ];
  return (await pickOne(items, { placeHolder: l10n.t('Which profiler keeps the profiles?') }))?.archive ?? null;
}

/** With the path below which a proxy has it. */
async function typedServer(kind: ArchiveKind): Promise<string | null> {
  const typed = await askAddress({
    title: l10n.t('Continuous profiler'),
    prompt: l10n.t('Address of the server, with the path below which a proxy has it'),
    value: usualServers[kind],
    problemOf: (text) => {
      const isAddress = parseAddress(text.trim()) !== null && !/[?#]/.test(text);
      return isAddress ? null : messageText(l10n.t('An address such as {0}.', usualServers[kind]));
    },
  });
  return typed === null ? null : `${kind}:${typed.trim()}`;
}

/** Credentials that the server asks for are asked of the person, as with any service. Null once what went wrong was said. */
async function lookInto(parts: ArchivePickParts, url: string): Promise<ArchiveLook | null> {
  const { engine, reach } = parts;
  const complete = await reach.complete({ url });
  if (!complete.ok) return null;
  const title = l10n.t('Asking {0} for its services…', url);
  const params = complete.value;
  const outcome = await askWithProgress(engine, { title, message: requests.lookIntoArchive, params });
  if (outcome.ok) return outcome.value;
  if (outcome.problem.kind === 'cancelled') return null;
  const remedy = remedyFor({ url }, outcome.problem, reach.keyring);
  const isWanted =
    remedy?.isDue === true ||
    (await showProblem(outcome.problem, remedy === null ? [] : [remedy.label])) === remedy?.label;
  if (remedy === null || !isWanted) return null;
  return (await remedy.apply()) === null ? null : lookInto(parts, url);
}

async function pickService(services: readonly string[]): Promise<string | null> {
  const items = services.map((label) => ({ label, service: label }));
  const placeHolder = l10n.t('Service whose replicas are looked at');
  return (await pickOne(items, { placeHolder, matchOnDescription: true }))?.service ?? null;
}

interface LabelItem extends QuickPickItem {
  /** Null for all that is left. */
  readonly chosen: ArchiveLabels | null;
}

/** One label after the other, until the person takes what is left. */
async function narrowed(
  parts: ArchivePickParts,
  server: string,
  labels: ArchiveLabels & { readonly service: string },
): Promise<ConnectParams | null> {
  const url = addressOf(server, labels);
  const look = await lookInto(parts, url);
  if (look === null) return null;
  const items = labelItems(look.replicas);
  if (items.length === 1) return { url };
  const placeHolder = l10n.t('Replicas of {0}', labels.service);
  const chosen = await pickOne(items, { placeHolder, matchOnDescription: true });
  if (chosen === undefined) return null;
  return chosen.chosen === null ? { url } : narrowed(parts, server, { ...labels, ...chosen.chosen });
}

/** All of them, then what tells some of them from others. */
function labelItems(replicas: readonly ArchiveLabels[]): readonly LabelItem[] {
  const names = [...new Set(replicas.flatMap((labels) => Object.keys(labels)))].sort();
  const some = names.flatMap((name): LabelItem[] => {
    const values = [...new Set(replicas.flatMap((labels) => labels[name] ?? []))].sort();
    if (values.length < 2) return [];
    return values.map((value) => {
      const count = replicas.filter((labels) => labels[name] === value).length;
      return { label: `${name} = ${value}`, description: replicaCount(count), chosen: { [name]: value } };
    });
  });
  return [{ label: l10n.t('All of them'), description: replicaCount(replicas.length), chosen: null }, ...some];
}

function replicaCount(count: number): string {
  return count === 1 ? l10n.t('1 replica') : l10n.t('{0} replicas', count);
}

function addressOf(server: string, labels: ArchiveLabels): string {
  const query = Object.entries(labels).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${server}?${query.join('&')}`;
}
