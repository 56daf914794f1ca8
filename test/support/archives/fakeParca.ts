import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { matching, type KeptFleet, type KeptScrape } from './keptFleet';

const parameters: Readonly<Record<string, readonly string[]>> = {
  types: ['start', 'end'],
  labels: ['start', 'end', 'profile_type'],
  query_range: ['query', 'start', 'end', 'limit', 'step', 'sum_by'],
  query: ['report_type', 'single.query', 'single.time'],
};

/**
 * Parca's REST gateway, as a recorded conversation with Parca 0.28 shows it: steps answer their first scrape with a count, a time that no
 * scrape has is answered with 200 and the page of its web interface. What it is asked it checks.
 */
export function fakeParca(fleet: KeptFleet): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://parca');
    const path = /^\/api\/profiles\/(.*)$/.exec(url.pathname)?.[1];
    if (path === undefined || request.method !== 'GET') {
      page(response);
      return;
    }
    const known = parameters[path] ?? parameters['labels'] ?? [];
    const stranger = [...url.searchParams.keys()].find((name) => !known.includes(name));
    if (stranger !== undefined) refuse(response, `unknown parameter ${stranger}`);
    else answer(fleet, path, url.searchParams, response);
  };
}

function answer(fleet: KeptFleet, path: string, query: URLSearchParams, response: ServerResponse): void {
  const values = /^labels\/([\w.]+)\/values$/.exec(path)?.[1];
  if (path === 'types') json(response, { types: fleet.types });
  else if (path === 'labels') {
    json(response, { labelNames: unique(fleet.replicas.flatMap(({ labels }) => Object.keys(labels))), warnings: [] });
  } else if (values !== undefined) {
    json(response, { labelValues: unique(fleet.replicas.flatMap(({ labels }) => labels[values] ?? [])), warnings: [] });
  } else if (path === 'query_range') range(fleet, query, response);
  else if (path === 'query') single(fleet, query, response);
  else page(response);
}

function range(fleet: KeptFleet, query: URLSearchParams, response: ServerResponse): void {
  const { id, selector } = splitQuery(query.get('query') ?? '');
  if (id.split(':').length < 5) {
    refuse(response, `profile-type selection must be of the form <name>:<sample-type>:…, got(1): "${id}"`);
    return;
  }
  const start = Date.parse(query.get('start') ?? '');
  const end = Date.parse(query.get('end') ?? '');
  const stepMillis = Number((query.get('step') ?? '0s').replace('s', '')) * 1000;
  const series = matching(fleet, selector).flatMap(({ labels, scrapes }) => {
    const within = (scrapes.get(id) ?? []).filter(({ atMillis }) => atMillis >= start && atMillis <= end);
    if (within.length === 0) return [];
    const names = Object.keys(labels).sort();
    return [
      {
        labelset: { labels: names.map((name) => ({ name, value: labels[name] })) },
        samples: stepped(within, stepMillis),
      },
    ];
  });
  json(response, { series });
}

function stepped(scrapes: readonly KeptScrape[], stepMillis: number): readonly object[] {
  const groups = new Map<number, KeptScrape[]>();
  scrapes.forEach((scrape, at) => {
    const step = stepMillis === 0 ? at : Math.floor(scrape.atMillis / stepMillis);
    groups.set(step, [...(groups.get(step) ?? []), scrape]);
  });
  return [...groups.values()].map(([first, ...others]) => ({
    timestamp: first?.time,
    value: String(first?.value ?? 0),
    valuePerSecond: first?.value,
    duration: '0',
    count: others.length + 1,
  }));
}

function single(fleet: KeptFleet, query: URLSearchParams, response: ServerResponse): void {
  const { id, selector } = splitQuery(query.get('single.query') ?? '');
  const time = query.get('single.time');
  const found = matching(fleet, selector)
    .flatMap(({ scrapes }) => scrapes.get(id) ?? [])
    .find((scrape) => scrape.time === time);
  if (query.get('report_type') !== 'REPORT_TYPE_PPROF') refuse(response, 'unknown report type');
  else if (found === undefined || found.message === null) page(response);
  else json(response, { pprof: gzipSync(found.message).toString('base64'), total: '0', filtered: '0' });
}

function splitQuery(query: string): { readonly id: string; readonly selector: string } {
  const brace = query.indexOf('{');
  return brace < 0 ? { id: query, selector: '' } : { id: query.slice(0, brace), selector: query.slice(brace) };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, message: string): void {
  json(response, { code: 3, message, details: [] }, 400);
}

function page(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html></html>\n');
}

/** What was asked, as path and parameters. */
export function asked(request: IncomingMessage): string {
  return decodeURIComponent((request.url ?? '').replaceAll('+', ' '));
}
