import { htmlText, jsonForHtml } from '../../shared/base/said/htmlText';

/** What the page of a view is made of. Only values of our own and of VS Code: nothing of a target goes into the page. */
export interface PanelHtmlParts {
  /** VS Code's source for files of the extension, for the content security policy. */
  readonly cspSource: string;
  /** Fresh for each page; letters and digits. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The editor's display language, e.g. `en` or `zh-cn`. */
  readonly language: string;
  readonly title: string;
  /** Where the page is shown, for one that is made for several places. */
  readonly place?: string;
  /** The translated bundle; null when the editor is in English. */
  readonly l10nBundle: Readonly<Record<string, unknown>> | null;
}

/** Nothing is allowed but our own script by nonce, our own style sheet and fonts, and the toolkit's styles by nonce. */
export function panelCsp({ cspSource, nonce }: Pick<PanelHtmlParts, 'cspSource' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
}

/** The page of a view. The translation travels as data, because a webview can read no file. */
export function renderPanelHtml(parts: PanelHtmlParts): string {
  const { nonce, scriptUri, styleUri, language, title, l10nBundle } = parts;
  return `<!DOCTYPE html>
<html lang="${htmlText(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(panelCsp(parts))}">
<meta property="csp-nonce" content="${htmlText(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<link rel="stylesheet" href="${htmlText(styleUri)}">
</head>
<body>
<div id="root"${parts.place === undefined ? '' : ` data-place="${htmlText(parts.place)}"`}></div>
<script type="application/json" id="l10n">${l10nBundle === null ? '' : jsonForHtml(l10nBundle)}</script>
<script nonce="${htmlText(nonce)}" src="${htmlText(scriptUri)}"></script>
</body>
</html>`;
}
