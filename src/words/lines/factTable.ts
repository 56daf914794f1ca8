/** A table of two columns, name and value; both already safe Markdown. */
export function factTable(rows: readonly (readonly [name: string, value: string])[]): string {
  const body = rows.map(([name, value]) => `| ${name} | ${value} |`);
  return ['| | |', '|:--|:--|', ...body].join('\n');
}
