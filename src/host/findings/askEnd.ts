import { l10n, type QuickPickItem } from 'vscode';
import type { RelatedView } from '../../shared/wires/findingView';
import { pickOne } from '../base/prompts';
import { lineAt } from './openPlace';

/** Which of several other ends a person means: what each is, its function, and what stands there. Null without a choice. */
export async function askEnd(related: readonly RelatedView[]): Promise<RelatedView | null> {
  const items = await Promise.all(related.map(toItem));
  return (
    (await pickOne(items, { placeHolder: l10n.t('Go where?'), matchOnDescription: true, matchOnDetail: true }))?.view ??
    null
  );
}

async function toItem(view: RelatedView): Promise<QuickPickItem & { readonly view: RelatedView }> {
  const { role, place, functionName } = view;
  const description = [place.label, functionName].filter((part) => part !== '').join(' · ');
  return { label: role, description, detail: await lineAt(place), view };
}
