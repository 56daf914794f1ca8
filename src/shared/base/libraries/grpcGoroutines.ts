import { runsOf } from './runsOf';

const grpc = 'google.golang.org/grpc';

/** What runs for each connection of gRPC, whoever opened it. */
export const grpcGoroutines = runsOf(
  `${grpc}/internal/grpcsync.CallbackSerializer.run`,
  `${grpc}/internal/transport.http2Client.reader`,
  `${grpc}/internal/transport.http2Client.keepalive`,
  `${grpc}/internal/transport.NewHTTP2Client`,
  `${grpc}/internal/transport.newHTTP2Client`,
  `${grpc}.addrConn.resetTransport`,
  `${grpc}.ccBalancerWrapper.watcher`,
);
