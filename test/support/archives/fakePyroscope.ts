import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import protobuf from 'protobufjs';
import { mergedMessage } from './mergedMessage';
import { matching, type KeptFleet, type KeptReplica, type KeptScrape } from './keptFleet';

/** How a server of Pyroscope's behaves. */
export interface PyroscopeManners {
  /** 1 reads `aggregation`; 2 never does: a step is the sum of its scrapes. */
  readonly version: 1 | 2;
  /** Tells the ids of profiles with its numbers. */
  readonly hasExemplars: boolean;
  /** The tenant whose profiles these are; null for a server of one tenant. */
  readonly tenant: string | null;
  /** Refuses whoever does not send it. */
  readonly authorization: string | null;
  /** Below a path, as Grafana's proxy has it: `/api/datasources/proxy/uid/abc`. */
  readonly prefix: string;
  /** A range before it is answered with nothing, without a word (max_query_lookback). */
  readonly lookbackMillis: number;
}

export const usualManners: PyroscopeManners = {
  version: 2,
  hasExemplars: true,
  tenant: null,
  authorization: null,
  prefix: '',
  lookbackMillis: Infinity,
};

/** The request for one profile as its public protocol numbers the fields (api/querier/v1/querier.proto). */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message SelectMergeProfileRequest {
    string profile_typeID = 1; string label_selector = 2; int64 start = 3; int64 end = 4;
    optional int64 max_nodes = 5; repeated string profile_id_selector = 7;
  }
`);
const selectMergeProfile = root.lookupType('SelectMergeProfileRequest');

/**
 * Pyroscope's Connect interface, written from its public protocol: one POST a method, JSON or protobuf as the content type says, times in ms,
 * `step` in seconds and never missing, errors as JSON with a code. What it is asked it checks.
 */
export function fakePyroscope(fleet: KeptFleet, manners: Partial<PyroscopeManners> = {}): RequestListener {
  const server = new FakePyroscope(fleet, { ...usualManners, ...manners });
  return (request, response) => void server.answer(request, response);
}

interface Question {
  readonly [name: string]: unknown;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

class FakePyroscope {
  private readonly fleet: KeptFleet;
  private readonly manners: PyroscopeManners;

  constructor(fleet: KeptFleet, manners: PyroscopeManners) {
    this.fleet = fleet;
    this.manners = manners;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.admit(request);
      if (this.isStranger(request)) {
        await new FakePyroscope({ types: [], replicas: [] }, { ...this.manners, tenant: null }).answer(
          request,
          response,
        );
        return;
      }
      const method = this.methodOf(request);
      const body = await bodyOf(request);
      if (method === 'SelectMergeProfile') {
        const message = this.profile(decoded(request, body));
        response.writeHead(200, { 'content-type': 'application/proto' }).end(message);
        return;
      }
      if (request.headers['content-type'] !== 'application/json') throw invalid('unsupported content type');
      const said = this.listed(method, JSON.parse(body.toString('utf8')) as Question);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    } catch (error) {
      const { status, code, message } = error instanceof Refusal ? error : new Refusal(500, 'internal', String(error));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }));
    }
  }

  private admit({ headers }: IncomingMessage): void {
    const { authorization, tenant } = this.manners;
    if (authorization !== null && headers.authorization !== authorization)
      throw new Refusal(401, 'unauthenticated', 'invalid credentials');
    if (tenant !== null && headers['x-scope-orgid'] === undefined)
      throw new Refusal(401, 'unauthenticated', 'no org id');
  }

  /** Of another tenant there is nothing, without a word. */
  private isStranger({ headers }: IncomingMessage): boolean {
    const { tenant } = this.manners;
    return tenant !== null && headers['x-scope-orgid'] !== tenant;
  }

  private methodOf({ method, url = '' }: IncomingMessage): string {
    const path = `${this.manners.prefix}/querier.v1.QuerierService/`;
    if (!url.startsWith(path)) throw new Refusal(404, 'unimplemented', 'unknown service');
    if (method !== 'POST') throw new Refusal(405, 'unimplemented', 'method not allowed');
    return url.slice(path.length);
  }

  /** Of a range before the lookback there is nothing, without a word. */
  private kept(request: Question): KeptFleet {
    const from = Number(request['start'] ?? 0);
    const earliest = Date.now() - this.manners.lookbackMillis;
    return from < earliest && Number(request['end'] ?? 0) < earliest ? { ...this.fleet, replicas: [] } : this.fleet;
  }

  private listed(method: string, question: Question): object {
    const { replicas, types } = this.kept(question);
    switch (method) {
      case 'ProfileTypes':
        return { profileTypes: types.map((type) => ({ ...type, ID: idOf(type), name: pluralName(type) })) };
      case 'LabelValues':
        return { names: [...new Set(replicas.flatMap(({ labels }) => labels[String(question['name'])] ?? []))] };
      case 'Series':
        return { labelsSet: this.chosen(question, String((question['matchers'] as string[])[0])).map(labelsMessage) };
      case 'SelectSeries':
        return { series: this.series(question) };
      default:
        throw new Refusal(404, 'unimplemented', `unknown method ${method}`);
    }
  }

  private chosen(question: Question, selector: string): readonly KeptReplica[] {
    return matching(this.kept(question), selector);
  }

  private series(question: Question): readonly object[] {
    const step = Number(question['step'] ?? 0);
    if (!(step >= 0.001)) throw invalid('step must be at least 0.001');
    const [start, end] = [Number(question['start']), Number(question['end'])];
    if (!(end > start)) throw invalid('end must be after start');
    if (end - start > 24 * 3_600_000) throw invalid('the query time range exceeds the limit (max_query_length, 1d)');
    const groupBy = question['groupBy'] as readonly string[];
    const groups = new Map<string, KeptReplica[]>();
    for (const replica of this.chosen(question, String(question['labelSelector']))) {
      const key = groupBy.map((name) => replica.labels[name] ?? '').join('\n');
      groups.set(key, [...(groups.get(key) ?? []), replica]);
    }
    return [...groups.values()].flatMap((replicas) => {
      const scrapes = replicas.flatMap((one) => scrapesOf(one, String(question['profileTypeID'])));
      const labels = groupBy.flatMap((name) => ({ name, value: replicas[0]?.labels[name] ?? '' }));
      const points = this.points(scrapes, { start, end, stepMillis: step * 1000, question });
      return points.length === 0 ? [] : [{ labels: labels.filter(({ value }) => value !== ''), points }];
    });
  }

  /** A step has what was scraped after the one before it and up to its own time (pkg/querier, rangeSeries). */
  private points(
    scrapes: readonly KeptScrape[],
    { start, end, stepMillis, question }: { start: number; end: number; stepMillis: number; question: Question },
  ): readonly object[] {
    const steps = new Map<number, KeptScrape[]>();
    for (const scrape of scrapes) {
      if (scrape.atMillis < start || scrape.atMillis > end) continue;
      const step = start + Math.ceil((scrape.atMillis - start) / stepMillis) * stepMillis;
      steps.set(step, [...(steps.get(step) ?? []), scrape]);
    }
    const averages = this.manners.version === 1 && question['aggregation'] === 'TIME_SERIES_AGGREGATION_TYPE_AVERAGE';
    const tells = this.manners.hasExemplars && question['exemplarType'] === 'EXEMPLAR_TYPE_INDIVIDUAL';
    return [...steps].map(([timestamp, some]) => {
      const sum = some.reduce((all, { value }) => all + value, 0);
      const exemplars = some.map((one) => ({
        timestamp: String(one.atMillis),
        profileId: profileId(one),
        value: String(one.value),
      }));
      const value = averages ? sum / some.length : sum;
      return { timestamp: String(timestamp), value, ...(tells && { exemplars }) };
    });
  }

  /** The sum of all that is chosen: gauges, too. */
  private profile(question: Question): Uint8Array {
    const ids = question['profileIdSelector'] as readonly string[];
    const [start, end] = [Number(question['start']), Number(question['end'])];
    const chosen = this.chosen(question, String(question['labelSelector']))
      .flatMap((one) => scrapesOf(one, String(question['profileTypeID'])))
      .filter(({ atMillis }) => atMillis >= start && atMillis <= end)
      .filter((one) => ids.length === 0 || ids.includes(profileId(one)));
    return mergedMessage(chosen.flatMap(({ message }) => message ?? []));
  }
}

function scrapesOf({ scrapes }: KeptReplica, typeId: string): readonly KeptScrape[] {
  return scrapes.get(typeId.replace(/^goroutines:/, 'goroutine:')) ?? [];
}

function profileId({ time }: KeptScrape): string {
  const digits = time.replace(/\D/g, '').padEnd(32, '0').slice(0, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function labelsMessage({ labels }: KeptReplica): object {
  const own = { ...labels, __service_name__: 'x', pyroscope_spy: 'scrape' };
  return { labels: Object.entries(own).map(([name, value]) => ({ name, value })) };
}

function pluralName({ name }: Readonly<Record<string, unknown>>): string {
  return name === 'goroutine' ? 'goroutines' : String(name);
}

function idOf(type: Readonly<Record<string, unknown>>): string {
  const { sampleType, sampleUnit, periodType, periodUnit } = type;
  return [pluralName(type), sampleType, sampleUnit, periodType, periodUnit].join(':');
}

function decoded({ headers }: IncomingMessage, body: Buffer): Question {
  if (headers['content-type'] !== 'application/proto') throw invalid('only protobuf is asked here');
  const message = selectMergeProfile.toObject(selectMergeProfile.decode(body), { longs: Number, arrays: true });
  if (message['profileTypeID'] === undefined && message['profile_typeID'] === undefined)
    throw invalid('no profile type');
  return { ...message, profileTypeID: message['profileTypeID'] ?? message['profile_typeID'] };
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_argument', message);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
