import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** What a port speaks instead, in one sentence. */
export function protocolMessage({ subject, detail, protocol = 'unknown' }: Problem): string {
  switch (protocol) {
    case 'tls':
      return t('{0} serves TLS, and was asked without.', subject);
    case 'http2':
      return t('{0} speaks HTTP/2 alone.', subject);
    case 'unknown':
      return t('What listens at {0} does not speak HTTP: {1}.', subject, detail);
  }
}

/** What to do about it, in one sentence. */
export function protocolStep({ protocol = 'unknown' }: Problem): string {
  switch (protocol) {
    case 'tls':
      return t('Use https:// in the address.');
    case 'http2':
      return t(
        'pprof is asked over HTTP/1.1: serve net/http/pprof at a port of its own, or allow HTTP/1.1 there. A port of gRPC has no pprof.',
      );
    case 'unknown':
      return t('Check the port: pprof is served where the service listens with net/http.');
  }
}
