import { serveHttp } from '../sources/localServer';
import { profileBytesFromText } from '../support/profiles/profileText';

/** One replica of a shop that is asked over HTTP. @param leaks goroutines that are stuck more with each second, at notify.go:41 */
export function servedReplica(leaks: number, address = '127.0.0.1', port = 0): ReturnType<typeof serveHttp> {
  const begun = Date.now();
  const parked = 'runtime.gopark@/go/src/runtime/proc.go:400';
  const waiting = `${parked};runtime.chanrecv@/go/src/runtime/chan.go:500;main.serve@/src/shop/main.go:20 8`;
  return serveHttp(
    (asked, response) => {
      const path = (asked.url ?? '').replace('/debug/pprof/', '');
      const lost = Math.floor(((Date.now() - begun) / 1000) * leaks);
      const stuck = `${parked};runtime.chansend@/go/src/runtime/chan.go:200;main.notify@/src/shop/notify.go:41 ${lost}`;
      if (path === 'goroutine') response.end(profileBytesFromText(lost > 0 ? `${waiting}\n${stuck}` : waiting));
      else if (path === 'heap') response.end(profileBytesFromText('main.main@/src/shop/main.go:9 1 1048576'));
      else response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n');
    },
    port,
    address,
  );
}
