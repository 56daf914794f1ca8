// Reads from a pprof endpoint for a recording.
import { request } from 'node:http';

/** The whole body, as it goes over the wire. The connection is closed after it, so that it leaves no goroutine behind. */
export function readProfile(url: string): Promise<Buffer> {
  return new Promise((answered, failed) => {
    const asking = request(url, { agent: false, timeout: 60_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', failed);
      response.on('end', () => {
        if (response.statusCode === 200) answered(Buffer.concat(parts));
        else failed(new Error(`${url}: ${response.statusCode ?? 0}`));
      });
    });
    asking.on('timeout', () => asking.destroy(new Error(`${url}: no answer within a minute`)));
    asking.on('error', failed);
    asking.end();
  });
}

/** The counts on pprof's index page, by profile name. */
export async function profileCounts(url: string): Promise<Record<string, number>> {
  const page = (await readProfile(`${url}/debug/pprof/`)).toString();
  const rows = page.matchAll(/<tr><td>(\d+)<\/td><td><a href='([^'?]+)[^']*'>/g);
  return Object.fromEntries([...rows].map(([, count, name]) => [name ?? '', Number(count)]));
}
