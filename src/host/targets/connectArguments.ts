import type { ConnectParams } from '../../shared/model/engineRequests';

/**
 * What another extension, a key binding, the settings or the editor's storage may say to connect to: an address, or an
 * object with one. Null for anything else, so that a wrong argument never reaches the network.
 */
export function parseConnectArguments(argument: unknown): ConnectParams | null {
  if (typeof argument === 'string') return argument.trim() === '' ? null : { url: argument.trim() };
  if (!isRecord(argument) || typeof argument.url !== 'string' || argument.url.trim() === '') return null;
  const { name, service, headers, eachAddress } = argument;
  const named = typeof name === 'string' && name.trim() !== '';
  const isReplica = typeof service === 'string' && service.trim() !== '';
  return {
    url: argument.url.trim(),
    ...(named ? { name: name.trim() } : {}),
    ...(isReplica ? { service: service.trim() } : {}),
    ...(eachAddress === true ? { eachAddress } : {}),
    ...(isRecord(headers) ? { headers: textValues(headers) } : {}),
  };
}

function textValues(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
