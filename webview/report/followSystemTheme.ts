const modes = [
  { query: '(forced-colors: active)', kind: 'vscode-high-contrast' },
  { query: '(prefers-color-scheme: dark)', kind: 'vscode-dark' },
] as const;

/** Says which theme there is as the editor does, by a class of the body: the view and its controls ask that. */
export function followSystemTheme(): void {
  const asked = modes.map(({ query, kind }) => ({ media: matchMedia(query), kind }));
  const show = () => {
    const kind = asked.find(({ media }) => media.matches)?.kind ?? 'vscode-light';
    document.body.className = kind;
    document.body.dataset['vscodeThemeKind'] = kind;
  };
  for (const { media } of asked) media.addEventListener('change', show);
  show();
}
