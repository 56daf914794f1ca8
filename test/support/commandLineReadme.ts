/** Sections of README that speak of the editor alone, or of this repository. */
const others = [
  'Try it: two commands',
  'Install',
  'Connect',
  'What the hints mean',
  'The panel',
  'Snapshots',
  'Profiles',
  'Contributing',
];

/** README of the command line's package: what README says of it, without pictures and files that the package does not have. */
export function commandLineReadme(readme: string): string {
  const [, ...sections] = readme.split(/^(?=## )/m);
  const kept = sections.filter((section) => !others.some((title) => section.startsWith(`## ${title}\n`)));
  const pages = kept
    .join('')
    .replace(/^!\[[^\]]*\]\([^)]*\)\n+/gm, '')
    .replace(/\[([^\]]+)\]\((?!https?:)[^)\s]+\)/g, '$1');
  return `# LeakLens, the command line\n\nFinds memory and goroutine leaks of running services. It needs Node 20 or later; \`leaklens help\` says what it does.\n\n${pages}`;
}
