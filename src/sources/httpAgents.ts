import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Disposable } from '../shared/disposable';

/**
 * The connections to one target. They are kept open between polls, so that polling does not pile up closed
 * connections on either side; disposing closes them all.
 */
export class HttpAgents implements Disposable {
  private readonly plain = new HttpAgent({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
  private readonly secure = new HttpsAgent({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });

  for(url: URL): HttpAgent {
    return url.protocol === 'https:' ? this.secure : this.plain;
  }

  dispose(): void {
    this.plain.destroy();
    this.secure.destroy();
  }
}
