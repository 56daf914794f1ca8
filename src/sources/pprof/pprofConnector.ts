import type { ProfileSource, SourceConnector, SourceOptions } from '../../shared/ports/sources/profileSource';
import { createTarget } from './createTarget';
import { discoverEndpoint } from './discoverEndpoint';
import { parseTargetUrl } from './parseTargetUrl';
import { PprofSource } from './pprofSource';
import { prepareAgents } from './prepareAgents';

/** Connects to pprof endpoints over HTTP, HTTPS and unix sockets. */
export function createPprofConnector(): SourceConnector {
  return { connect };
}

async function connect(text: string, options: SourceOptions, signal: AbortSignal): Promise<ProfileSource> {
  const address = parseTargetUrl(text);
  const agents = await prepareAgents(address, options);
  const limits = { timeoutMillis: options.timeoutMillis, maxBodyBytes: options.maxBodyBytes };
  try {
    const url = await discoverEndpoint({ agents, candidates: address.candidates, limits, signal });
    return new PprofSource({
      target: createTarget(url, options.name, options.address),
      agents,
      limits: options.currentLimits ?? (() => limits),
    });
  } catch (error) {
    agents.dispose();
    throw error;
  }
}
