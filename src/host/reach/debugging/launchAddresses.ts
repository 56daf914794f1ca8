/** A service that a launch configuration seems to start. */
export interface LaunchAddress {
  /** Of the configuration. */
  readonly name: string;
  /** `http://localhost:6060` */
  readonly url: string;
}

const maxPerConfiguration = 5;

/** `:6060`, `localhost:6060`, `0.0.0.0:6060`, `[::]:6060` and URLs of them, as a word or behind `=`. */
const listenAddress = /(?:^|[\s=,;'"@/])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])?:(\d{2,5})(?=$|[\s,;'"/])/gi;

/**
 * Addresses of this machine that stand in the `env` and `args` of a launch configuration of Go. A person chooses among them;
 * none is asked before.
 * @param configuration an item of `launch.configurations`, whatever stands in it
 */
export function launchAddresses(configuration: unknown): readonly LaunchAddress[] {
  if (!isRecord(configuration) || configuration['type'] !== 'go') return [];
  const { name, args, env } = configuration;
  const words = [...(Array.isArray(args) ? (args as unknown[]) : [args]), ...(isRecord(env) ? Object.values(env) : [])];
  const texts = words.filter((word) => typeof word === 'string');
  const ports = texts.flatMap((text) => [...text.matchAll(listenAddress)].map(([, port]) => Number(port)));
  const known = [...new Set(ports)].filter((port) => port <= 65_535).slice(0, maxPerConfiguration);
  return known.map((port) => ({ name: typeof name === 'string' ? name : '', url: `http://localhost:${port}` }));
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
