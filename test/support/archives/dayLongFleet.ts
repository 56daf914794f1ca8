import { profileBytesFromText } from '../profiles/profileText';
import { recordedFleet, type KeptFleet, type KeptScrape } from './keptFleet';

const goroutineId = 'goroutine:goroutine:count:goroutine:count';
const liveId = 'memory:inuse_space:bytes:space:bytes';

const scrapeMillis = 2 * 60_000;

/**
 * A day of three replicas of a shop, scraped every two minutes: their load has a tide, for which a pool and a cache grow and shrink, and
 * shop-b loses two goroutines an hour besides: far fewer than the tide brings and takes.
 */
export function dayLongFleet(untilMillis: number): KeptFleet {
  const { types } = recordedFleet();
  return {
    types,
    replicas: ['shop-a', 'shop-b', 'shop-c'].map((pod, at) => ({
      labels: { pod, service_name: 'shop' },
      scrapes: scrapesOf(untilMillis, { leaksEachHour: pod === 'shop-b' ? 2 : 0, share: 1 + at / 4 }),
    })),
  };
}

function scrapesOf(
  untilMillis: number,
  { leaksEachHour, share }: { readonly leaksEachHour: number; readonly share: number },
): ReadonlyMap<string, readonly KeptScrape[]> {
  const goroutines: KeptScrape[] = [];
  const live: KeptScrape[] = [];
  const count = (24 * 60 * 60_000) / scrapeMillis;
  for (let at = 0; at < count; at += 1) {
    const atMillis = untilMillis - (count - at) * scrapeMillis;
    const hours = (at * scrapeMillis) / 3_600_000;
    // The tide is low at both ends of the day, and trembles.
    const tide = (1 - Math.cos((2 * Math.PI * hours) / 24)) / 2 + 0.05 * Math.sin(at * 1.7);
    const busy = Math.max(0, Math.round(60 * share * tide));
    const lost = Math.floor(leaksEachHour * hours);
    goroutines.push(scrape(atMillis, 4 + busy + lost, goroutineText(busy, lost)));
    const bytes = Math.round((8 + 16 * Math.max(0, tide)) * share) * 2 ** 20;
    live.push(
      scrape(atMillis + 1000, bytes, `main.cached@/src/shop/cache.go:12;main.main@/src/shop/main.go:9 ${bytes}`),
    );
  }
  return new Map([
    [goroutineId, goroutines],
    [liveId, live],
  ]);
}

function goroutineText(busy: number, lost: number): string {
  const parked = (kind: string) =>
    `runtime.gopark@/go/src/runtime/proc.go:400;runtime.${kind}@/go/src/runtime/chan.go:500`;
  return [
    `${parked('chanrecv')};main.accept@/src/shop/main.go:20 4`,
    `${parked('chanrecv')};main.work@/src/shop/pool.go:33 ${busy}`,
    `${parked('chansend')};main.notify@/src/shop/notify.go:41 ${lost}`,
  ]
    .filter((line) => !line.endsWith(' 0'))
    .join('\n');
}

function scrape(atMillis: number, value: number, text: string): KeptScrape {
  const time = new Date(atMillis).toISOString().replace('Z', '000001Z');
  const isLive = text.includes('cache.go');
  const sampleTypes = isLive ? { sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] } : {};
  return { atMillis, time, value, message: Buffer.from(profileBytesFromText(text, sampleTypes)) };
}
