import type { ProfileSource, SourceConnector, SourceOptions } from '../shared/ports';
import { createTarget } from './createTarget';
import { discoverEndpoint } from './discoverEndpoint';
import { HttpAgents } from './httpAgents';
import { parseTargetUrl } from './parseTargetUrl';
import { PprofSource } from './pprofSource';

/** Connects to pprof endpoints over HTTP and HTTPS. Headers given by name win over credentials in the URL. */
export function createPprofConnector(): SourceConnector {
  return { connect };
}

async function connect(text: string, options: SourceOptions, signal: AbortSignal): Promise<ProfileSource> {
  const address = parseTargetUrl(text);
  const headers = { ...address.headers, ...lowerCased(options.headers ?? {}) };
  const limits = { timeoutMillis: options.timeoutMillis, maxBodyBytes: options.maxBodyBytes };
  const agents = new HttpAgents();
  try {
    const url = await discoverEndpoint({ agents, candidates: address.candidates, headers, limits, signal });
    return new PprofSource({
      target: createTarget(url, options.name),
      agents,
      headers,
      limits: options.currentLimits ?? (() => limits),
    });
  } catch (error) {
    agents.dispose();
    throw error;
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
