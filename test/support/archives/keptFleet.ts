import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repositoryFolder } from '../repositoryFolder';

/** A scrape of one replica, as an archive keeps it. */
export interface KeptScrape {
  readonly atMillis: number;
  /** RFC 3339 with nanoseconds. */
  readonly time: string;
  readonly value: number;
  /** pprof's message, unpacked; null where only the number is known here. */
  readonly message: Buffer | null;
}

export interface KeptReplica {
  readonly labels: Readonly<Record<string, string>>;
  /** By the type's id as Parca has it. */
  readonly scrapes: ReadonlyMap<string, readonly KeptScrape[]>;
}

/** What a continuous profiler has of some services. */
export interface KeptFleet {
  readonly types: readonly Readonly<Record<string, unknown>>[];
  readonly replicas: readonly KeptReplica[];
}

interface Recording {
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly types: KeptFleet['types'];
  readonly scrapes: Readonly<Record<string, Readonly<Record<string, readonly (readonly [string, number])[]>>>>;
  readonly profiles: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

/**
 * Ten minutes of three replicas of the gateway as Parca 0.28 kept and told them, of which gateway-b leaks; four profiles of each kind
 * were recorded of each. @param untilMillis when the recording ends; as it was where nothing is said
 */
export function recordedFleet(untilMillis: number | null = null): KeptFleet {
  const { labels, types, scrapes, profiles } = readRecording();
  const ends = Object.values(scrapes).flatMap((byPod) =>
    Object.values(byPod).map((all) => Date.parse(all.at(-1)?.[0] ?? '')),
  );
  const shift = untilMillis === null ? 0 : untilMillis - Math.max(...ends);
  const kept = (id: string, pod: string): readonly KeptScrape[] =>
    (scrapes[id]?.[pod] ?? []).map(([time, value]) => {
      const profile = profiles[id]?.[pod]?.[time];
      const message = profile === undefined ? null : gunzipSync(Buffer.from(profile, 'base64'));
      const atMillis = Date.parse(time) + shift;
      return {
        atMillis,
        time: new Date(atMillis).toISOString().replace('Z', `${time.slice(23, -1)}Z`),
        value,
        message,
      };
    });
  return {
    types,
    replicas: Object.entries(labels).map(([pod, of]) => ({
      labels: of,
      scrapes: new Map(Object.keys(scrapes).map((id) => [id, kept(id, pod)])),
    })),
  };
}

function readRecording(): Recording {
  return JSON.parse(readFileSync(join(repositoryFolder(), 'test/fixtures/archives/gateway.json'), 'utf8')) as Recording;
}

/** Those whose labels are as a selector says: `{pod="gateway-b"}`. */
export function matching({ replicas }: KeptFleet, selector: string): readonly KeptReplica[] {
  const wanted = [...selector.matchAll(/([\w.]+)="((?:[^"\\]|\\.)*)"/g)];
  return replicas.filter(({ labels }) => wanted.every(([, name = '', value]) => labels[name] === value));
}

/** The recorded replicas in the middle of a deployment: the leaking one three times with another commit, the healthy ones as they were. */
export function twoVersions(fleet: KeptFleet): KeptFleet {
  const leaking = fleet.replicas.filter(({ labels }) => labels['pod'] === 'gateway-b');
  const healthy = fleet.replicas.filter(({ labels }) => labels['pod'] !== 'gateway-b');
  const newOnes = leaking.flatMap((one) =>
    ['gateway-x', 'gateway-y', 'gateway-z'].map((pod) => ({
      ...one,
      labels: { ...one.labels, pod, instance: `${pod}:6060`, service_git_ref: 'bbbb222' },
    })),
  );
  const oldOnes = healthy.map((one) => ({ ...one, labels: { ...one.labels, service_git_ref: 'aaaa111' } }));
  return { ...fleet, replicas: [...oldOnes, ...newOnes] };
}
