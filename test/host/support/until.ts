const pollMillis = 50;

/** Asks again until the answer is true. Throws with `what` was waited for after `timeoutMillis`. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  timeoutMillis = 20_000,
): Promise<void> {
  const end = Date.now() + timeoutMillis;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what}: not so after ${timeoutMillis} ms`);
    await new Promise((resolve) => setTimeout(resolve, pollMillis));
  }
}
