import { htmlText, jsonForHtml } from '../../shared/base/said/htmlText';
import type { ReportParts } from '../../shared/ports/reportKit';
import { reportElements, type ReportPage } from '../../shared/wires/reportPage';

/**
 * The page of a report, whole in one file: it reads nothing, sends nothing, and runs nothing but what is named here by its hash. What a
 * profile says stands in it as data alone.
 */
export function reportHtml(parts: ReportParts, page: ReportPage): string {
  const { script, style, engine, language, words } = parts;
  const data = (id: string, type: string, text: string) => `<script type="${type}" id="${id}">${text}</script>`;
  return `<!DOCTYPE html>
<html lang="${htmlText(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(policy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="LeakLens">
<title>${htmlText(page.title.name)}</title>
<style>${style.text}</style>
</head>
<body>
<div id="root"></div>
${data(reportElements.words, 'application/json', words === '' ? '' : jsonForHtml(JSON.parse(words)))}
${data(reportElements.engine, 'text/plain', engine)}
${data(reportElements.data, 'application/json', jsonForHtml(page))}
<script>${script.text}</script>
</body>
</html>
`;
}

/** Of the empty text: the toolkit asks the browser what it can do with a style sheet of nothing. */
const emptyHash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** The worker has its script from the page itself. */
function policy({ script, style }: ReportParts): string {
  return [
    "default-src 'none'",
    `script-src '${script.hash}'`,
    `style-src '${style.hash}' '${emptyHash}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
