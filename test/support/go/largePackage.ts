/** A service that starts more than these once a second is busy with them alone. */
const mostStarted = 40;

/**
 * A package of many files, each with a function that waits for a channel that another file closes or nobody does, and with as many others
 * as make it large: too large to be parsed whole for a question.
 */
export function largePackage(files: number, functionsEach: number): Readonly<Record<string, string>> {
  const named = Array.from({ length: files }, (_, at): [string, string] => [
    `big/f${at}.go`,
    `package big\n\nfunc Wait${at}(q *queue) int {\n\treturn <-q.jobs${at}\n}\n\n${filler(at, functionsEach)}`,
  ]);
  const fields = named.map((_, at) => `\tjobs${at} chan int\n`).join('');
  const makes = named.map((_, at) => `\tq.jobs${at} = make(chan int)\n`).join('');
  const starts = named
    .slice(0, mostStarted)
    .map((_, at) => `\tgo Wait${at}(q)\n`)
    .join('');
  const closes = named.map((_, at) => (at % 2 === 0 ? `\tclose(q.jobs${at})\n` : '')).join('');
  const start = `package big\n\ntype queue struct {\n${fields}}\n\nfunc start() *queue {\n\tq := &queue{}\n${makes}${starts}\treturn q\n}\n`;
  return {
    ...Object.fromEntries(named),
    'big/start.go': start,
    'big/stop.go': `package big\n\nfunc stop(q *queue) {\n${closes}}\n`,
  };
}

function filler(file: number, functions: number): string {
  const one = (at: number) =>
    `func work${file}x${at}(a, b int) int {\n\tif a > b {\n\t\treturn a*${at} + b - ${file}\n\t}\n\treturn b*${at} - a\n}\n`;
  return Array.from({ length: functions }, (_, at) => one(at)).join('\n');
}
