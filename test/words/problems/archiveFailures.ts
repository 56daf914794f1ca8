// The same for archives of profiles.
import { createArchiveConnector } from '../../../src/sources/archive/archiveConnector';
import type { Problem } from '../../../src/shared/model/errors';
import { systemClock } from '../../../src/systemClock';
import { serveHttp } from '../../sources/localServer';
import { problemOf } from '../../sources/problemOf';
import { fakePyroscope } from '../../support/archives/fakePyroscope';
import { recordedFleet } from '../../support/archives/keptFleet';
import type { Failure } from './failing';

async function opening(listener: Parameters<typeof serveHttp>[0]): Promise<Problem> {
  const { origin } = await serveHttp(listener);
  const limits = { timeoutMillis: 20_000, maxBodyBytes: 2 ** 20 };
  const signal = new AbortController().signal;
  return problemOf(createArchiveConnector(systemClock).open(`pyroscope:${origin}`, limits, signal));
}

export const archiveFailures: readonly Failure[] = [
  [
    'an archive that is a web page',
    () => opening((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')),
    'AT answers with a web page where Parca or Pyroscope would answer.',
    'Check the address: that of the server itself, with the path below which a proxy has it.',
  ],
  [
    'an archive of several tenants',
    () => opening(fakePyroscope(recordedFleet(), { tenant: 'shop' })),
    'AT keeps the profiles of several tenants, and was not told whose: HTTP 401 Unauthorized: no org id.',
    "Name the tenant in a header: 'X-Scope-OrgID: NAME'.",
  ],
];
