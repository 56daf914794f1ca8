// What the table of libraries knows, and what their own source tells where it ends, against services that use the real ones wrongly.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LeakPattern } from '../../../../src/shared/model/go/goSource';
import type { OpenedFate } from '../../../../src/shared/model/finding';
import type { WaitKind } from '../../../../src/shared/model/go/goroutine';
import { libraryResources } from '../../../../src/shared/base/libraries/libraries';
import { readFieldTruth } from '../../../support/evaluate/field/fieldTruth';
import { repositoryRoot } from '../../../support/paths';
import { hasGo, openReader } from '../goPrograms';

const services = join(repositoryRoot, 'test/services/field').replaceAll('\\', '/');

interface Case {
  readonly service: string;
  readonly symbol: string;
  readonly kind: WaitKind;
  /** Entry of the table; empty where the library's source has to tell, which lies in this file of the module. */
  readonly resource: string;
  /** `never` when absent. */
  readonly fate?: OpenedFate;
  readonly source?: readonly [module: string, file: string];
}

const cases: readonly Case[] = [
  { service: 'geo', symbol: 'net/http.(*persistConn).writeLoop', kind: 'select', resource: 'http-transport' },
  {
    service: 'prices',
    symbol: 'net/http.(*persistConn).readLoop',
    kind: 'select',
    resource: 'http-response-body',
    fate: 'path',
  },
  { service: 'items', symbol: 'database/sql.(*Rows).awaitDone', kind: 'select', resource: 'sql-rows' },
  {
    service: 'transfers',
    symbol: 'database/sql.(*Tx).awaitDone',
    kind: 'chan-receive',
    resource: 'sql-transaction',
    fate: 'path',
  },
  {
    service: 'checks',
    symbol: 'google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run',
    kind: 'chan-receive',
    resource: 'grpc-connection',
  },
  {
    service: 'states',
    symbol: 'google.golang.org/grpc.newClientStreamWithParams.func4',
    kind: 'select',
    resource: 'grpc-stream',
  },
  {
    service: 'quotes',
    symbol: 'github.com/nats-io/nats%2ego.(*Conn).waitForMsgs',
    kind: 'cond',
    resource: 'nats-subscription',
  },
  {
    service: 'switches',
    symbol: 'go.etcd.io/etcd/client/v3.(*watchGRPCStream).serveSubstream',
    kind: 'select',
    resource: 'etcd-watch',
  },
  {
    service: 'ticks',
    symbol: 'github.com/redis/go-redis/v9.(*channel).initMsgChan.func1',
    kind: 'io',
    resource: 'redis-pubsub',
  },
  {
    service: 'audits',
    symbol: 'gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun',
    kind: 'chan-receive',
    resource: 'lumberjack-logger',
  },
  {
    service: 'journal',
    symbol: 'go.uber.org/zap/zapcore.(*BufferedWriteSyncer).flushLoop',
    kind: 'select',
    resource: 'zap-buffered-writer',
  },
  {
    service: 'settings',
    symbol: 'github.com/fsnotify/fsnotify.(*inotify).readEvents',
    kind: 'io',
    resource: 'fsnotify-watcher',
  },
  {
    service: 'topics',
    symbol: 'github.com/IBM/sarama.(*client).backgroundMetadataUpdater',
    kind: 'select',
    resource: 'sarama-client',
  },
  {
    service: 'events',
    symbol: 'github.com/segmentio/kafka-go.(*reader).run',
    kind: 'select',
    resource: 'kafka-go-reader',
  },
  {
    service: 'payments',
    symbol: 'github.com/cenkalti/backoff/v4.(*Ticker).run',
    kind: 'select',
    resource: 'backoff-ticker',
  },
  { service: 'reminders', symbol: 'github.com/robfig/cron/v3.(*Cron).run', kind: 'select', resource: 'cron-scheduler' },
  {
    service: 'searches',
    symbol: 'github.com/dgraph-io/ristretto/v2.(*Cache[...]).processItems',
    kind: 'select',
    resource: 'ristretto-cache',
  },
  {
    service: 'events',
    symbol: 'github.com/segmentio/kafka-go.sleep',
    kind: 'select',
    resource: 'kafka-go-reader',
  },
  {
    service: 'pods',
    symbol: 'k8s.io/client-go/tools/cache.handleAnyWatch',
    kind: 'select',
    resource: 'kubernetes-informer',
  },
  {
    service: 'jobs',
    symbol: 'github.com/panjf2000/ants/v2.(*poolCommon).purgeStaleWorkers',
    kind: 'select',
    resource: '',
    source: ['github.com/panjf2000/ants/v2', 'ants.go'],
  },
  {
    service: 'tokens',
    symbol: 'github.com/jellydator/ttlcache/v3.(*Cache[...]).Start',
    kind: 'select',
    resource: '',
    source: ['github.com/jellydator/ttlcache/v3', 'cache.go'],
  },
  {
    service: 'votes',
    symbol: 'github.com/allegro/bigcache/v3.newBigCache.func1',
    kind: 'select',
    resource: '',
    source: ['github.com/allegro/bigcache/v3', 'bigcache.go'],
  },
  {
    service: 'console',
    symbol: 'github.com/nxadm/tail.(*Tail).tailFileSync',
    kind: 'select',
    resource: '',
    source: ['github.com/nxadm/tail', 'tail.go'],
  },
  {
    service: 'merges',
    symbol: 'github.com/eapache/channels.(*InfiniteChannel).infiniteBuffer',
    kind: 'select',
    resource: '',
    source: ['github.com/eapache/channels', 'infinite_channel.go'],
  },
];

/** Where a module of the services lies on this machine; null when it was never fetched. */
function moduleFile([module, file]: readonly [string, string]): string | null {
  const listed = spawnSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd: services,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off' },
  });
  const folder = listed.stdout.trim();
  return folder !== '' && existsSync(join(folder, file)) ? join(folder, file).replaceAll('\\', '/') : null;
}

const truths = new Map(readFieldTruth(services).map((truth) => [truth.name, truth.leak]));

describe('a leak of a library leads to the own line, and its mistake:', () => {
  it.each(cases)('$service', async ({ service, symbol, kind, resource, source, fate = 'never' }) => {
    const libraryPath = source === undefined || !hasGo ? null : moduleFile(source);
    if (source !== undefined && libraryPath === null) {
      console.log(
        `skipped: ${source[0]} is not in the module cache; “go mod download” in test/services/field fetches it`,
      );
      return;
    }
    const question = {
      symbols: [symbol],
      kind,
      site: { function: symbol, file: 'library.go', line: 1 },
      seen: [],
      mainPath: null,
    };
    const facts = await openReader().explainLibrary({ ...question, folders: [`${services}/${service}`], libraryPath });
    const lines = truths.get(service)?.ownLines.map(({ line }) => line) ?? [];
    const [first] = facts?.opened ?? [];
    expect({ resource: facts?.resource, isOwn: lines.includes(first?.line ?? 0), fate: first?.fate }).toEqual({
      resource,
      isOwn: true,
      fate,
    });
  });
});

/** Mistakes that show on the service's own lines. */
const ownMistakes: readonly {
  readonly service: string;
  readonly marked: RegExp;
  readonly kind: WaitKind | 'memory';
  readonly pattern: LeakPattern;
}[] = [
  { service: 'chats', marked: /range messages/, kind: 'chan-receive', pattern: 'range-never-closed' },
  { service: 'thumbs', marked: /workers\.Wait/, kind: 'waitgroup', pattern: 'missing-done' },
  { service: 'feeds', marked: /ReadMessage/, kind: 'io', pattern: 'left-open' },
  { service: 'exports', marked: /Fprintf/, kind: 'select', pattern: 'left-pipe' },
  { service: 'tariffs', marked: /answers <-/, kind: 'chan-send', pattern: 'n-senders-one-receiver' },
  { service: 'profiles', marked: /calls\.Do/, kind: 'waitgroup', pattern: 'call-without-timeout' },
  { service: 'partners', marked: /client\.Get/, kind: 'select', pattern: 'call-without-timeout' },
  { service: 'alarms', marked: /a := &alarm/, kind: 'memory', pattern: 'timer-not-stopped' },
  { service: 'leases', marked: /l := &lease/, kind: 'memory', pattern: 'afterfunc-not-stopped' },
  { service: 'baskets', marked: /WithLabelValues/, kind: 'memory', pattern: 'unbounded-labels' },
  { service: 'limits', marked: /c = &client/, kind: 'memory', pattern: 'entry-never-deleted' },
  { service: 'previews', marked: /io\.ReadAll/, kind: 'memory', pattern: 'slice-keeps-whole' },
];

describe('a mistake on an own line is named:', () => {
  it.each(ownMistakes)('$service', async ({ service, marked, kind, pattern }) => {
    const path = `${services}/${service}/main.go`;
    const line = readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((text) => marked.test(text) && text.includes('// mistake:'));
    const question = { path, line: line + 1, function: '' };
    const reader = openReader();
    const facts =
      kind === 'memory'
        ? await reader.explainAllocation(question)
        : await reader.explainWait({ ...question, kind, spawn: null });
    expect(facts?.pattern).toBe(pattern);
  });
});

describe('a healthy service leaves nothing open:', () => {
  const healthy = readdirSync(services).filter((name) => truths.get(name) === null);
  it.each(healthy)('%s', async (service) => {
    const left: string[] = [];
    for (const { name, goroutines } of libraryResources) {
      for (const { runs, waits } of goroutines.slice(0, 1)) {
        const kind: WaitKind = waits?.[0] ?? 'select';
        const question = {
          symbols: [runs],
          kind,
          site: { function: runs, file: '', line: 1 },
          seen: [],
          mainPath: null,
        };
        const facts = await openReader().explainLibrary({
          ...question,
          folders: [`${services}/${service}`],
          libraryPath: null,
        });
        const open = (facts?.opened ?? []).filter(({ fate }) => fate === 'never' || fate === 'path');
        left.push(...open.map(({ call, line }) => `${name}: ${call} at ${String(line)}`));
      }
    }
    expect(left).toEqual([]);
  });
});
