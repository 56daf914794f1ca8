import { isAbsolute } from 'node:path';
import type { Credentials } from '../../shared/model/target/credentials';
import type { ToolCall } from '../../shared/model/agentTool';
import type { PodAddress, WorkloadAddress, KubernetesPlace } from '../../shared/model/target/kubernetes';
import type { clientNotifications, EngineOptions, Message, requests } from '../../shared/wires/lspMessages';
import type {
  ConnectParams,
  ExportParams,
  IgnoreParams,
  ProbeParams,
  SeriesQuery,
} from '../../shared/model/engineRequests';
import { rpcLanguages, type RpcCommand } from '../../shared/model/target/rpcCommand';
import type { ProxySettings } from '../../shared/model/target/proxySettings';
import type { MemoryOrigin } from '../../shared/model/views/memoryView';
import type { TestSetup } from '../../shared/model/tests/testProfile';
import { testProfileKinds } from '../../shared/model/tests/testProfile';
import { liveProfiles, recordingSeconds } from '../../shared/model/views/liveProfile';
import type {
  LiveOrigin,
  OpenedOrigin,
  OpenProfile,
  PastOrigin,
  ProfileOrigin,
} from '../../shared/model/views/profileOrigin';
import type { ViewScope } from '../../shared/model/views/viewScope';
import type { ViewQuery } from '../../shared/model/views/profileView';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import { completeSettings } from '../../shared/model/settings/settings';
import type { ClientCertificate, TlsOptions } from '../../shared/model/target/tlsOptions';
import {
  integer,
  listOf,
  Misshapen,
  number,
  object,
  oneOf,
  optional,
  orNull,
  record,
  recordOf,
  text,
  truth,
  type Fields,
  type Shape,
} from './shape';
import { frameKey, viewQuery, viewScope } from './viewShapes';

type Params<M> = M extends Message<infer P, unknown> ? P : never;

/** A shape for each message of a table: one that is forgotten does not compile. */
type ShapesOf<Table> = { readonly [K in keyof Table]: Table[K] extends Message<infer P, unknown> ? Shape<P> : never };

const absolutePath: Shape<string> = (value, place) => {
  const path = text(value, place);
  if (!isAbsolute(path)) throw new Misshapen(place, 'an absolute path', value);
  return path;
};

/** What has no parameters takes whatever stands there: clients send null, an empty object or nothing. */
const nothing: Shape<null> = () => null;

/** The union's parts by their kind. */
function byKind<T extends { readonly kind: string }>(parts: {
  readonly [K in T['kind']]: Shape<Extract<T, { kind: K }>>;
}): Shape<T> {
  const kind = oneOf(...(Object.keys(parts) as T['kind'][]));
  return (value, place) => {
    const chosen = kind(record(value, place)['kind'], place === '' ? 'kind' : `${place}.kind`);
    return parts[chosen](value, place);
  };
}

const credentials = byKind<Credentials>({
  bearer: object({ kind: oneOf('bearer'), token: text }),
  basic: object({ kind: oneOf('basic'), user: text, password: text }),
  headers: object({ kind: oneOf('headers'), headers: recordOf(text) }),
});

const clientCertificate = byKind<ClientCertificate>({
  pem: object<Extract<ClientCertificate, { kind: 'pem' }>>({
    kind: oneOf('pem'),
    certificateFile: text,
    keyFile: optional(text),
    passphrase: optional(text),
  }),
  pfx: object<Extract<ClientCertificate, { kind: 'pfx' }>>({
    kind: oneOf('pfx'),
    file: text,
    passphrase: optional(text),
  }),
});

const tls = object<TlsOptions>({
  certificateAuthorityFile: optional(text),
  clientCertificate: optional(clientCertificate),
  serverName: optional(text),
  insecure: optional(truth),
});

const proxy = object<ProxySettings>({
  forHttp: optional(text),
  forHttps: optional(text),
  exceptions: listOf(text),
  authorization: optional(text),
});

const place = { context: orNull(text), namespace: text };
const port = integer(1, 65_535);
const pod = object<PodAddress>({ ...place, pod: text, port });
const workload = object<WorkloadAddress>({ ...place, kind: text, name: text, port });

const connectParts: Fields<Omit<ConnectParams, 'rpc'>> = {
  url: text,
  name: optional(text),
  service: optional(text),
  headers: optional(recordOf(text)),
  credentials: optional(credentials),
  cookie: optional(text),
  cookieFile: optional(text),
  tls: optional(tls),
  proxy: optional(proxy),
  pod: optional(pod),
  eachAddress: optional(truth),
  workload: optional(workload),
};

/** A command that is run is no editor's to give. */
export const connectShape = object<Omit<ConnectParams, 'rpc'>>(connectParts);

/** But that of our own extension, which has it from the person's own settings. */
const connectWithCommand = object<ConnectParams>({
  ...connectParts,
  rpc: optional(object<RpcCommand>({ command: text, language: oneOf(...rpcLanguages) })),
});

const target = object<{ readonly targetId: string }>({ targetId: text });
const identified = object<{ readonly id: string }>({ id: text });

const origin = byKind<ProfileOrigin | OpenedOrigin>({
  opened: object<OpenedOrigin>({ kind: oneOf('opened'), handle: text }),
  file: object<Extract<ProfileOrigin, { kind: 'file' }>>({ kind: oneOf('file'), path: absolutePath }),
  snapshot: object<Extract<ProfileOrigin, { kind: 'snapshot' }>>({ kind: oneOf('snapshot'), id: text, file: text }),
  past: object<PastOrigin>({ kind: oneOf('past'), targetId: text, atMillis: number, file: text }),
  live: object<LiveOrigin>({
    kind: oneOf('live'),
    targetId: text,
    profile: oneOf(...liveProfiles),
    seconds: orNull(integer(recordingSeconds.least, recordingSeconds.most)),
    follows: truth,
  }),
});

/** The input is looked at by the tool. */
const toolCall = object<ToolCall>({ name: text, input: record });

const testName: Shape<string> = (value, place) => {
  const name = text(value, place);
  // It becomes a regular expression of `go test`.
  if (!/^(?:Test|Benchmark|Fuzz)[\p{L}\p{Nd}_]*$/u.test(name)) throw new Misshapen(place, 'the name of a test', value);
  return name;
};

/** `2s`, `1h30m`, `100x`; empty for the default. */
const benchmarkTime: Shape<string> = (value, place) => {
  const time = text(value, place);
  if (!/^(?:|\d+x|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.test(time))
    throw new Misshapen(place, 'a time or a count', value);
  return time;
};

/** `30s`, `1h30m`, `0`; empty for the default. */
const testTimeout: Shape<string> = (value, place) => {
  const time = text(value, place);
  if (!/^(?:|0|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.test(time)) throw new Misshapen(place, 'a time', value);
  return time;
};

const testSetup = object<TestSetup>({
  go: text,
  flags: listOf(text),
  timeout: testTimeout,
  environment: recordOf(text),
});

export const requestShapes: ShapesOf<typeof requests> = {
  connect: connectWithCommand,
  disconnect: target,
  refresh: target,
  targets: nothing,
  localTargets: nothing,
  localNodes: nothing,
  lookIntoArchive: connectShape,
  hasKubectl: nothing,
  kubernetesContexts: nothing,
  kubernetesNamespaces: object<{ readonly context: string | null }>({ context: orNull(text) }),
  kubernetesPods: object<KubernetesPlace>(place),
  capture: target,
  snapshots: nothing,
  renameSnapshot: object<{ readonly id: string; readonly name: string }>({ id: text, name: text }),
  deleteSnapshot: identified,
  pinSnapshot: object<{ readonly id: string; readonly pinned: boolean }>({ id: text, pinned: truth }),
  snapshotReport: identified,
  linkedSource: object<{ readonly uri: string }>({ uri: text }),
  missingFiles: nothing,
  explainMapping: object<{ readonly file: string; readonly path: string }>({ file: text, path: text }),
  compareSnapshots: object<{ readonly base: string; readonly id: string }>({ base: text, id: text }),
  exportSnapshot: object<ExportParams>({ id: text, directory: absolutePath, redact: truth }),
  findings: nothing,
  setBaseline: target,
  clearBaseline: target,
  ignoreFinding: object<IgnoreParams>({ id: text, reason: text, until: orNull(text) }),
  ignoredFindings: nothing,
  stopIgnoring: identified,
  probe: object<ProbeParams>({ targetId: text, id: text, probe: text }),
  askForLeaks: target,
  openProfile: object<OpenProfile>({ origin, base: orNull(origin) }),
  profileView: object<{ readonly handle: string; readonly query: ViewQuery }>({ handle: text, query: viewQuery }),
  profilePlace: object<{ readonly handle: string; readonly frame: FrameKey }>({ handle: text, frame: frameKey }),
  lineProfiles: object<{ readonly uri: string; readonly line: number }>({ uri: text, line: integer(0) }),
  showOnLines: object<{ readonly handle: string; readonly name: string; readonly scope: ViewScope }>({
    handle: text,
    name: text,
    scope: viewScope,
  }),
  hideFromLines: nothing,
  closeProfile: object<{ readonly handle: string }>({ handle: text }),
  testFunctions: object<{ readonly uri: string }>({ uri: text }),
  profileTest: object<Params<(typeof requests)['profileTest']>>({
    uri: text,
    test: object<{ readonly name: string; readonly kind: 'test' | 'benchmark' | 'fuzz' }>({
      name: testName,
      kind: oneOf('test', 'benchmark', 'fuzz'),
    }),
    profile: oneOf(...testProfileKinds),
    count: integer(1, 1000),
    time: benchmarkTime,
    setup: testSetup,
  }),
  checkTests: object<Params<(typeof requests)['checkTests']>>({ uri: text, test: orNull(testName), setup: testSetup }),
  holdersProspect: target,
  askHolders: object<{ readonly targetId: string; readonly id: string }>({ targetId: text, id: text }),
  agentIntent: toolCall,
  agentCall: toolCall,
  agentAddress: nothing,
  pastTargets: nothing,
  past: target,
  pastView: target,
  travel: object<{ readonly targetId: string; readonly atMillis: number }>({ targetId: text, atMillis: number }),
  backToNow: nothing,
  memory: byKind<MemoryOrigin>({
    live: object<Extract<MemoryOrigin, { kind: 'live' }>>({ kind: oneOf('live'), targetId: text }),
    snapshot: object<Extract<MemoryOrigin, { kind: 'snapshot' }>>({ kind: oneOf('snapshot'), id: text }),
  }),
  deleteHistory: target,
  series: object<SeriesQuery>({ targetId: text, sinceMillis: orNull(number), maxPoints: integer(1) }),
};

/** Within the settings, what is no number has its default (`completeSettings`): one mistake must not undo the others. */
export const notificationShapes: ShapesOf<typeof clientNotifications> = {
  settings: (value, place) => completeSettings(record(value, place)),
  trusted: nothing,
};

/** `initializationOptions`, of which any may be left out. Whoever says something of trust has to say it clearly. */
export const optionsShape = object<Partial<Omit<EngineOptions, 'settings'>> & { readonly settings?: unknown }>({
  storageDirectory: optional(absolutePath),
  trusted: optional(truth),
  settings: optional<unknown>(record),
  l10nBundlePath: optional(text),
  hostCommands: optional(truth),
  ownMessages: optional(truth),
  targets: optional(listOf(connectShape)),
});
