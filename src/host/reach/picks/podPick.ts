import { l10n, window, type QuickPickItem } from 'vscode';
import { workloadsOf, type WorkloadPods } from './workloads';
import type { PodAddress, Pod, KubernetesPlace, WorkloadAddress } from '../../../shared/model/target/kubernetes';
import { requests } from '../../../shared/wires/lspMessages';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import type { EngineClient } from '../../engine/engineClient';
import { showProblem } from '../../base/problemMessage';
import { answerOrSay, askWithProgress } from '../askEngine';
import { pickOne, tell } from '../../base/prompts';

type Asker = Pick<EngineClient, 'ask'>;

const usualPort = 6060;

/** Each pod is a forward of its own. */
const mostPods = 20;

/** Pods of one workload are replicas of one service. */
type Choice = Pod | WorkloadPods;

/** Context, namespace, pod or workload, and port, one after the other. Several for the pods of a workload; none when the person gives up. */
export async function pickPods(engine: Asker): Promise<readonly ConnectParams[]> {
  const place = await pickPlace(engine);
  if (place === null) return [];
  const title = l10n.t('Asking for the pods of {0}…', place.namespace);
  const pods = await answerOrSay(engine, { title, message: requests.kubernetesPods, params: place });
  if (pods === null) return [];
  const choices: readonly Choice[] = [...workloadsOf(pods), ...pods];
  const chosen = await pickFrom(choices, choiceItem, l10n.t('Pod that runs the service, or all pods of one'));
  const [first] = chosen === null ? [] : podsOf(chosen);
  const port = chosen === null || first === undefined ? null : await pickPort(first, nameOf(chosen));
  if (chosen === null || port === null) return [];
  if (!('pods' in chosen)) return [podParams({ ...place, pod: chosen.name, port })];
  const { workload, pods: all } = chosen;
  if (all.length > mostPods) say(l10n.t('{0} of {1} pods of {2} are connected.', mostPods, all.length, workload.name));
  return [workloadParams({ ...place, ...workload, port })];
}

/** The pods are looked up again as long as they are connected: a rollout replaces them. */
function workloadParams(workload: WorkloadAddress): ConnectParams {
  const { context, namespace, kind, name, port } = workload;
  const url = `kubernetes://${namespace}/${kind.toLowerCase()}/${name}:${port}${contextPart(context)}`;
  return { url, name, workload };
}

function contextPart(context: string | null): string {
  return context === null ? '' : `/${encodeURIComponent(context)}`;
}

function podsOf(choice: Choice): readonly Pod[] {
  return 'pods' in choice ? choice.pods : [choice];
}

function nameOf(choice: Choice): string {
  return 'pods' in choice ? choice.workload.name : choice.name;
}

/** The address names the pod and is never asked. */
export function podParams(pod: PodAddress): ConnectParams {
  const url = `kubernetes://${pod.namespace}/${pod.pod}:${pod.port}${contextPart(pod.context)}`;
  return { url, name: `${pod.pod}:${pod.port}`, pod };
}

async function pickPlace(engine: Asker): Promise<KubernetesPlace | null> {
  const title = l10n.t('Asking kubectl for its contexts…');
  const contexts = await answerOrSay(engine, { title, message: requests.kubernetesContexts, params: null });
  if (contexts === null) return null;
  const { current } = contexts;
  const inOrder = [...contexts.names].sort((a, b) => Number(b === current) - Number(a === current));
  const contextItem = (label: string) => ({ label, ...(label === current && { description: l10n.t('current') }) });
  const context = await pickFrom(inOrder, contextItem, l10n.t('Context of kubectl'));
  const namespace = context === null ? null : await pickNamespace(engine, context);
  return context === null || namespace === null ? null : { context, namespace };
}

async function pickNamespace(engine: Asker, context: string): Promise<string | null> {
  const title = l10n.t('Asking for the namespaces of {0}…', context);
  const message = requests.kubernetesNamespaces;
  const outcome = await askWithProgress(engine, { title, message, params: { context } });
  if (outcome.ok) return pickFrom(outcome.value, (label) => ({ label }), l10n.t('Namespace'));
  if (outcome.problem.kind !== 'kubectl') {
    await showProblem(outcome.problem, []);
    return null;
  }
  // Many accounts may use a namespace and may not list them.
  const prompt = l10n.t('The namespaces cannot be listed. Give the name of one.');
  const given = (await window.showInputBox({ prompt, value: 'default', ignoreFocusOut: true }))?.trim() ?? '';
  return given === '' ? null : given;
}

function choiceItem(choice: Choice): QuickPickItem {
  if ('pods' in choice) {
    const { workload, pods } = choice;
    return { label: workload.name, description: l10n.t('{0}, all {1} pods', workload.kind, pods.length) };
  }
  return { label: choice.name, description: choice.ports.map(({ port }) => String(port)).join(', ') };
}

/** The usual port of pprof first; it is seldom declared. */
async function pickPort(pod: Pod, title: string): Promise<number | null> {
  const declared = pod.ports.filter(({ port }) => port !== usualPort);
  const usual = pod.ports.find(({ port }) => port === usualPort);
  const items = [
    {
      label: String(usualPort),
      description: usual === undefined ? l10n.t('usual for pprof') : usual.name,
      port: usualPort,
    },
    ...declared.map(({ container, name, port }) => ({
      label: String(port),
      description: [name, container].filter((part) => part !== '').join(' · '),
      port,
    })),
    { label: l10n.t('Another port…'), port: null },
  ];
  const picked = await pickOne(items, { title, placeHolder: l10n.t('Port that serves pprof') });
  if (picked === undefined) return null;
  return picked.port ?? typedPort();
}

async function typedPort(): Promise<number | null> {
  const isPort = (text: string) => /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;
  const typed = await window.showInputBox({
    prompt: l10n.t('Port that serves pprof'),
    value: String(usualPort),
    validateInput: (text) => (isPort(text) ? null : l10n.t('A number from 1 to 65535.')),
  });
  return typed === undefined ? null : Number(typed);
}

/** Nobody waits until it is closed. */
function say(words: string): void {
  tell(words);
}

/** The only one without asking. */
async function pickFrom<T>(
  choices: readonly T[],
  toItem: (choice: T) => QuickPickItem,
  placeHolder: string,
): Promise<T | null> {
  const [only] = choices;
  if (only !== undefined && choices.length === 1) return only;
  if (choices.length === 0) {
    say(l10n.t('{0}: there is none.', placeHolder));
    return null;
  }
  const items = choices.map((choice) => ({ ...toItem(choice), choice }));
  return (await pickOne(items, { placeHolder, matchOnDescription: true }))?.choice ?? null;
}
