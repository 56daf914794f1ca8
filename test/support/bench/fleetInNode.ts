// Runs in a process of its own: judges a day of very many replicas as `leaklens watch --since 24h` does, and prints what that took. Bundled by
// benchFleet.ts, because it reaches into src.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { analysis } from '../../../src/analyse/analysis';
import { archiveWatch } from '../../../src/engine/archives/archiveWatch';
import { goArchived } from '../../../src/follow/go/history/judgeHistory';
import { directReaders } from '../../../src/follow/go/readers/directReader';
import { goReading } from '../../../src/runtimes/goReading';
import type { ArchivedType } from '../../../src/shared/model/archive/archive';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import type { ProfileArchive } from '../../../src/shared/ports/sources/profileArchive';
import { profileBytesFromText } from '../profiles/profileText';

const replicas = 200;
const sites = 20;
/** A scrape every five minutes. */
const scrapes = 288;
const everyMillis = (24 * 60 * 60_000) / scrapes;
/** Of one replica, one site leaks. */
const leaking = 117;

const goroutine: ArchivedType = {
  id: 'goroutine:goroutine',
  name: 'goroutine',
  sampleType: 'goroutine',
  unit: 'count',
};
const memory: ArchivedType = { id: 'memory:inuse_space', name: 'memory', sampleType: 'inuse_space', unit: 'bytes' };

/** A load with a tide, which each has in another share. */
function countOf(replica: number, site: number, scrape: number): number {
  const tide = (1 - Math.cos((2 * Math.PI * scrape) / scrapes)) / 2;
  const busy =
    Math.round((20 + site) * (1 + (replica % 11) / 5) * (1 + tide)) + ((scrape * 7 + site * 3 + replica) % 5);
  return replica === leaking && site === 5 ? busy + scrape * 20 : busy;
}

const allSites = Array.from({ length: sites }, (_, site) => site);
const bytesOfOne = 65_536;

function levelOf(type: ArchivedType, replica: number, scrape: number): number {
  const count = allSites.reduce((sum, site) => sum + countOf(replica, site, scrape), 0);
  return type === goroutine ? count : count * bytesOfOne;
}

function profileOf(type: ArchivedType, replica: number, scrape: number): Uint8Array {
  const place = (id: number) =>
    `shop/pkg${String(id % 7)}.work${String(id)}@/src/shop/pkg${String(id % 7)}/file.go:${String(10 + id)}`;
  const waits = 'runtime.gopark@/go/src/runtime/proc.go:400;runtime.chansend@/go/src/runtime/chan.go:500';
  const line = (site: number) =>
    type === goroutine
      ? `${waits};${place(site)} ${String(countOf(replica, site, scrape))}`
      : `${place(site)};main.main@/src/shop/main.go:9 ${String(countOf(replica, site, scrape) * bytesOfOne)}`;
  const sampleTypes = type === memory ? { sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] } : {};
  return profileBytesFromText(allSites.map(line).join('\n'), sampleTypes);
}

/** What an archive would answer, without a network. What making that up takes is not counted. */
class SimulatedArchive implements ProfileArchive {
  readonly kind = 'parca';
  readonly subject = 'simulated';
  readonly clockAheadMillis = 0;
  readonly cost = { bytes: 0, millis: 0, requests: 0 };
  simulatedMillis = 0;

  dispose(): void {
    return undefined;
  }

  services() {
    return Promise.resolve(['shop']);
  }

  replicas() {
    return Promise.resolve([]);
  }

  serviceLabels() {
    return Promise.resolve({ service_name: 'shop' });
  }

  types() {
    return Promise.resolve([goroutine, memory]);
  }

  series({ type }: Parameters<ProfileArchive['series']>[0]) {
    return this.simulated(() =>
      Array.from({ length: replicas }, (_, replica) => ({
        labels: { service_name: 'shop', pod: `shop-${String(replica)}` },
        points: Array.from({ length: scrapes }, (_each, scrape) => ({
          atMillis: scrape * everyMillis,
          moment: `${String(replica)} ${String(scrape)}`,
          value: levelOf(type, replica, scrape),
        })),
      })),
    );
  }

  profile({ type, moment }: Parameters<ProfileArchive['profile']>[0]) {
    const [replica = 0, scrape = 0] = moment.split(' ').map(Number);
    return this.simulated(() => profileOf(type, replica, scrape));
  }

  private simulated<T>(make: () => T): Promise<T> {
    const started = performance.now();
    const made = make();
    this.simulatedMillis += performance.now() - started;
    return Promise.resolve(made);
  }
}

const nothingHere = { resolve: () => null, now: (line: number) => line, parsed: null };
const runtime = goArchived({
  openReader: directReaders(goReading),
  sources: {} as never,
  paths: { prepareSources: () => Promise.resolve(nothingHere as never) },
  clock: { now: () => Date.now(), after: () => ({ dispose: () => undefined }) },
});

async function main(): Promise<void> {
  const archive = new SimulatedArchive();
  const clock = { now: () => scrapes * everyMillis };
  const parts = { archive, analysis, runtime, thresholds: defaultThresholds, clock };
  const request = {
    address: 'parca:http://simulated?service=shop',
    sinceMillis: 24 * 60 * 60_000,
    progress: () => undefined,
  };
  const started = performance.now();
  const { fleet, findings, moments } = await archiveWatch(parts, request, new AbortController().signal);
  const millis = performance.now() - started - archive.simulatedMillis;
  const leaks = findings
    .filter(({ finding }) => finding.confidence === 'probable')
    .flatMap((one) => one.replicas.map(({ name }) => name));
  const outliers = fleet.replicas.filter(({ outlierIn }) => outlierIn.length > 0).map(({ name }) => name);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    JSON.stringify({ millis, megabytes, moments, replicas: fleet.replicas.length, leaks, outliers }),
  );
}

await main();
