import type { ServerResponse } from 'node:http';

/** Answers with what a service inside answers to a path. */
export function passOn(inside: string, path: string, response: ServerResponse): void {
  fetch(inside + path)
    .then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    })
    .catch(() => response.destroy());
}
