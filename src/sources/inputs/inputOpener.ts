import { LeakLensError } from '../../shared/model/errors';
import type { InputOpener, OpenInput } from '../../shared/ports/sources/inputOpener';
import { looksLikeNode } from '../../shared/base/addresses/beamAddress';
import { looksLikeArchive } from '../../shared/base/addresses/archiveAddress';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';
import type { ArchiveParts } from './archiveInput';
import { looksLikeUrl } from './classifySource';
import { openFile, openStandardInput } from './fileInput';

/** Opens what the command line names. What asks the network is loaded when something on the network is named. */
export function createInputOpener(parts: ArchiveParts): InputOpener {
  const openAny: InputOpener['open'] = (source, options, signal) => open(parts, source, options, signal);
  return {
    looksLikeUrl,
    open: openAny,
    seekEndpoint: async (source, options, signal) => (await import('./urlInput')).seekEndpoint(source, options, signal),
  };
}

async function open(
  parts: ArchiveParts,
  source: string,
  options: SourceOptions,
  signal: AbortSignal,
): Promise<OpenInput> {
  // By its path it cannot be opened where it is a socket, as a parent process may have made it.
  const isStandardInput = source === '-' || source === '/dev/stdin' || source === '/dev/fd/0';
  if (isStandardInput) return openStandardInput(options.maxBodyBytes);
  const file = openFile(source, options.maxBodyBytes);
  if (file !== null) return file;
  if (looksLikeArchive(source)) return (await import('./archiveInput')).openArchive(parts, source, options, signal);
  if (looksLikeNode(source))
    throw new LeakLensError({ kind: 'bad-url', subject: printedSource(source), detail: nodeInstead });
  if (looksLikeUrl(source)) return (await import('./urlInput')).openUrl(source, options, signal);
  throw new LeakLensError({ kind: 'not-found', subject: printedSource(source), detail: 'there is no such file' });
}

const nodeInstead = 'a node has no profile: “leaklens processes”, “memory”, “watch” and “capture” ask nodes';

/** A path stays as it is, unless it looks like an address with a secret in it. */
function printedSource(source: string): string {
  return /[?@]/.test(source) ? printedAddress(source) : source;
}
