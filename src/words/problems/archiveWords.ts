import { t } from '@vscode/l10n';
import { formatBytes } from '../../shared/base/units';
import type { Problem } from '../../shared/model/errors';

/** Why an archive of profiles does not have what was asked, in one sentence. */
export function archiveMessage({ subject, detail, reason, limit = 0, archive = 'rejected' }: Problem): string {
  switch (archive) {
    case 'web-page':
      return t('{0} answers with a web page where Parca or Pyroscope would answer.', subject);
    case 'no-interface':
      return t('{0} has no interface of Parca or Pyroscope: {1}.', subject, detail);
    case 'no-tenant':
      return t('{0} keeps the profiles of several tenants, and was not told whose: {1}.', subject, detail);
    case 'gateway':
      return t('A proxy answers for {0}, and does not reach it: {1}.', subject, detail);
    case 'too-much':
      return t('{0} answers with a list of more than {1}, which nobody reads.', subject, formatBytes(limit));
    case 'rejected':
      return t('{0} does not take the question: {1}.', subject, reason ?? detail);
    case 'no-service':
      return t('{0} does not know the service that was named, if any; it knows: {1}.', subject, detail);
    case 'no-type':
      return t('{0} does not keep such a profile; it keeps: {1}.', subject, detail);
    case 'nothing':
      return t('{0} has nothing of what was asked: {1}.', subject, detail);
    case 'gone':
      return t('{0} names a moment of which it does not have the profile: {1}.', subject, detail);
    case 'summed':
      return t('{0} answered a sum of several profiles where one was asked for: {1}.', subject, detail);
    case 'silent':
      return t('{0} has not been scraped any more since {1}.', subject, detail);
    case 'not-kept':
      return t('{0}: {1} is asked of a running process, and no archive keeps it.', subject, detail);
  }
}

/** What to do about it, in one sentence. */
export function archiveStep({ archive = 'rejected', status, reason = '' }: Problem): string {
  switch (archive) {
    case 'web-page':
    case 'no-interface':
      return t('Check the address: that of the server itself, with the path below which a proxy has it.');
    case 'no-tenant':
      return t("Name the tenant in a header: 'X-Scope-OrgID: NAME'.");
    case 'gateway':
      return t(
        'Check that the archive runs; where it needs longer than the proxy waits, ask for less time or one replica.',
      );
    case 'too-much':
      return t('Name the service and its labels in the address, or look back less far.');
    case 'rejected':
      if (status === 429) return t('Wait a moment: it limits how often it is asked.');
      if (/exceeds the limit|max_query_length/.test(reason)) return t('Ask for less time: it limits how much.');
      return t('Look into the log of the archive, and whether its version is one of the last years.');
    case 'no-service':
      return t('Name one of them: …?service=NAME.');
    case 'no-type':
      return t('Name one of them in the address, as in …&type=ID, or have it scraped.');
    case 'nothing':
      return t(
        'Check the labels, the tenant, whether it was scraped in that time, and how far back the server answers.',
      );
    case 'gone':
      return t('Ask for another moment: it was kept no longer, or is not written yet.');
    case 'summed':
      return t(
        'Name one replica by its labels, as in {0}, and look whether two scrapers write the same labels.',
        '…&pod=NAME',
      );
    case 'silent':
      return t('It ended, or its scraper does not reach it; what was found in it stands as of then.');
    case 'not-kept':
      return t('Connect to the process itself for that.');
  }
}
