import { t } from '@vscode/l10n';
import type { Envelope, Peeled } from '../../shared/model/peeled';
import { cutText } from '../../shared/base/said/cutText';
import { formatCount } from '../../shared/base/units';

const longestExample = 40;

/** What was taken off a text, as in “docker JSON log, 2 services”; null where it stood as it was written. */
export function peeledText({ envelopes, services, hasMoreServices }: Peeled): string | null {
  const words = envelopes.map(envelopeWords);
  if (services.length > 1) words.push(t('{0} services', formatCount(services.length)));
  if (hasMoreServices) words.push(t('and others, which are left out'));
  return words.length === 0 ? null : words.join(', ');
}

/** The same for a program to read. @param words null where nothing stood around the text */
export function peeledJson(words: string | null, { envelopes, services }: Peeled): object | null {
  return words === null
    ? null
    : { words, envelopes: envelopes.map(({ kind }) => kind), services: services.filter(Boolean) };
}

/** Names of formats and programs are the same in every language. */
function envelopeWords({ kind, detail }: Envelope): string {
  switch (kind) {
    case 'utf-16':
      return 'UTF-16';
    case 'csv':
      return t('table with the text in “{0}”', cutText(detail, longestExample));
    case 'newest-first':
      return t('newest lines first');
    case 'wrapped':
      return t('lines broken at {0} columns', detail);
    case 'html':
      return 'HTML';
    case 'quoted-printable':
      return t('encoding of mail');
    case 'colours':
      return t('colours of a terminal');
    case 'cri':
      return t('CRI log of a container');
    case 'docker-json':
      return t('docker JSON log');
    case 'go-test-json':
      return 'go test -json';
    case 'json':
      return t('JSON with the text in “{0}”', cutText(detail, longestExample));
    case 'headings':
      return t('a heading above each line');
    case 'journal-fields':
    case 'syslog':
      return t('syslog or journal');
    case 'compose':
      return 'docker compose';
    case 'kubectl':
      return t('names of pods');
    case 'logcat':
      return 'logcat';
    case 'timestamps':
      return t('timestamps');
    case 'escapes':
      return t('escaped ends of lines');
    case 'ending':
      return t('lines that end like “{0}”', cutText(detail.trim(), longestExample));
    case 'prefix':
      return t('lines that begin like “{0}”', cutText(detail.trim(), longestExample));
  }
}
