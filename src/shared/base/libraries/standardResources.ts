import type { LibraryResource } from '../../model/libraryResource';

/** A connection's pair of goroutines (net/http/transport.go, dialConn). */
const persistConn = 'net/http.persistConn';

/** Resources of the standard library. */
export const standardResources: readonly LibraryResource[] = [
  {
    name: 'http-response-body',
    noun: 'response-body',
    // Client.Head and http.Head are not here: an answer without a body needs no Close.
    makes: [
      'net/http.Get',
      'net/http.Post',
      'net/http.PostForm',
      'net/http.Client.Do',
      'net/http.Client.Get',
      'net/http.Client.Post',
      'net/http.Client.PostForm',
      'net/http.Transport.RoundTrip',
      'net/http.RoundTripper.RoundTrip',
      'github.com/hashicorp/go-retryablehttp.Client.Do',
      'github.com/hashicorp/go-retryablehttp.Client.Get',
      'golang.org/x/net/context/ctxhttp.Do',
      'golang.org/x/net/context/ctxhttp.Get',
    ],
    part: 'Body',
    closers: ['Close'],
    // Read to its end, a body gives its connection back without Close (net/http/transport.go, bodyEOFSignal).
    drains: ['io.ReadAll', 'io.Copy', 'io.CopyBuffer', 'io/ioutil.ReadAll'],
    borrows: ['net/http/httputil.DumpResponse'],
    goroutines: [
      // It hands over the body, and waits until that is read or closed.
      { runs: `${persistConn}.readLoop`, waits: ['select'] },
      { runs: 'net/http.http2clientStream.doRequest', waits: ['select'] },
      { runs: 'net/http/internal/http2.clientStream.doRequest', waits: ['select'] },
      { runs: 'golang.org/x/net/http2.clientStream.doRequest', waits: ['select'] },
    ],
  },
  {
    name: 'http-transport',
    noun: 'transport',
    makes: ['net/http.Transport{}', 'net/http.Transport.Clone', 'golang.org/x/net/http2.Transport{}'],
    closers: ['CloseIdleConnections'],
    lasting: true,
    goroutines: [
      // An idle connection waits for its server to close it.
      { runs: `${persistConn}.readLoop`, waits: ['io'] },
      { runs: `${persistConn}.writeLoop`, waits: ['select'] },
      { runs: 'net/http.http2ClientConn.readLoop', waits: ['io'] },
      { runs: 'net/http/internal/http2.ClientConn.readLoop', waits: ['io'] },
      { runs: 'golang.org/x/net/http2.ClientConn.readLoop', waits: ['io'] },
    ],
  },
  {
    name: 'sql-rows',
    noun: 'rows',
    makes: [
      'database/sql.DB.Query',
      'database/sql.DB.QueryContext',
      'database/sql.Conn.QueryContext',
      'database/sql.Tx.Query',
      'database/sql.Tx.QueryContext',
      'database/sql.Stmt.Query',
      'database/sql.Stmt.QueryContext',
      'github.com/jmoiron/sqlx.DB.Queryx',
      'github.com/jmoiron/sqlx.DB.QueryxContext',
    ],
    closers: ['Close'],
    exhausts: 'Next',
    goroutines: [{ runs: 'database/sql.Rows.awaitDone' }],
  },
  {
    name: 'sql-transaction',
    noun: 'transaction',
    makes: [
      'database/sql.DB.Begin',
      'database/sql.DB.BeginTx',
      'database/sql.Conn.BeginTx',
      'github.com/jmoiron/sqlx.DB.Beginx',
      'github.com/jmoiron/sqlx.DB.BeginTxx',
    ],
    closers: ['Rollback', 'Commit'],
    goroutines: [{ runs: 'database/sql.Tx.awaitDone' }],
  },
  {
    name: 'sql-statement',
    noun: 'statement',
    makes: [
      'database/sql.DB.Prepare',
      'database/sql.DB.PrepareContext',
      'database/sql.Conn.PrepareContext',
      'database/sql.Tx.Prepare',
      'database/sql.Tx.PrepareContext',
    ],
    closers: ['Close'],
    goroutines: [],
  },
  {
    name: 'sql-connection',
    noun: 'connection',
    makes: ['database/sql.DB.Conn'],
    closers: ['Close'],
    goroutines: [],
  },
  {
    name: 'sql-database',
    noun: 'database',
    makes: [
      'database/sql.Open',
      'database/sql.OpenDB',
      'github.com/jmoiron/sqlx.Open',
      'github.com/jmoiron/sqlx.Connect',
    ],
    closers: ['Close'],
    lasting: true,
    goroutines: [{ runs: 'database/sql.DB.connectionOpener' }, { runs: 'database/sql.DB.connectionCleaner' }],
  },
  {
    name: 'context-cancel',
    noun: 'context',
    makes: [
      'context.WithCancel',
      'context.WithCancelCause',
      'context.WithTimeout',
      'context.WithTimeoutCause',
      'context.WithDeadline',
      'context.WithDeadlineCause',
    ],
    at: 1,
    closers: ['()'],
    goroutines: [{ runs: 'context.cancelCtx.propagateCancel' }],
  },
  {
    name: 'signal-context',
    noun: 'context',
    makes: ['os/signal.NotifyContext'],
    at: 1,
    closers: ['()'],
    goroutines: [{ runs: 'os/signal.NotifyContext' }],
  },
  {
    name: 'time-ticker',
    noun: 'ticker',
    // Since Go 1.23 the collector takes a ticker that nobody holds, whether it was stopped or not (time/tick.go).
    makes: ['time.NewTicker'],
    closers: ['Stop'],
    goroutines: [],
  },
  {
    name: 'exec-command',
    noun: 'process',
    makes: ['os/exec.Cmd.Start'],
    at: 'receiver',
    closers: ['Wait'],
    goroutines: [{ runs: 'os/exec.Cmd.Start' }, { runs: 'os/exec.Cmd.watchCtx' }],
  },
  {
    name: 'httptest-server',
    noun: 'server',
    makes: ['net/http/httptest.NewServer', 'net/http/httptest.NewTLSServer'],
    closers: ['Close'],
    goroutines: [{ runs: 'net/http/httptest.Server.goServe' }],
  },
];
