// Imported before anything that formats numbers while it loads (uPlot does). A browser on a machine with a POSIX locale says
// `en-US@posix`, which Intl refuses with a RangeError: the panel would stay empty.

function isUsable(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

if (!isUsable(navigator.language)) {
  const language = navigator.language.split(/[@.]/)[0] ?? '';
  Object.defineProperty(navigator, 'language', { value: isUsable(language) ? language : 'en-US', configurable: true });
}

export {};
