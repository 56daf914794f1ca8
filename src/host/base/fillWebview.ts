import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import { renderPanelHtml } from './panelHtml';

/** Shows one of our pages, `dist/NAME.js` with its style sheet, in a webview that may read nothing else. */
export function fillWebview(
  webview: Webview,
  page: { readonly extensionUri: Uri; readonly name: string; readonly title: string; readonly place?: string },
): void {
  const dist = Uri.joinPath(page.extensionUri, 'dist');
  const uriOf = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = renderPanelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    scriptUri: uriOf(`${page.name}.js`),
    styleUri: uriOf(`${page.name}.css`),
    language: env.language,
    title: page.title,
    ...(page.place !== undefined && { place: page.place }),
    l10nBundle: l10n.bundle ?? null,
  });
}
