import { l10n } from 'vscode';
import { parseAddress } from '../../../shared/base/addresses/serviceAddress';
import { messageText } from '../../../shared/base/said/plainText';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import { askAddress } from '../credentials/secretInput';

const example = 'http://shop.internal:6060';

/** A name that has an address for each replica of a service. Null when the person gives up. */
export async function askForName(): Promise<ConnectParams | null> {
  const typed = await askAddress({
    title: l10n.t('Each address of a name'),
    prompt: l10n.t('Address of the service. Each address that its name has is asked as one of its replicas.'),
    value: '',
    problemOf: (text) => {
      const known = parseAddress(text.trim());
      const isName = known !== null && known.origin.startsWith('http');
      return isName ? null : messageText(l10n.t('An address such as {0}.', example));
    },
  });
  return typed === null ? null : { url: typed.trim(), eachAddress: true };
}
