// Package memdb is a database/sql driver with one table of 500 items, as far as the services need it.
package memdb

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
)

func init() { sql.Register("memdb", server{}) }

type server struct{}

func (server) Open(string) (driver.Conn, error) { return &conn{page: make([]byte, 8<<10)}, nil }

type conn struct{ page []byte }

func (c *conn) Prepare(query string) (driver.Stmt, error) { return stmt{c}, nil }
func (c *conn) Close() error                              { return nil }
func (c *conn) Begin() (driver.Tx, error)                 { return tx{}, nil }

type tx struct{}

func (tx) Commit() error   { return nil }
func (tx) Rollback() error { return nil }

type stmt struct{ conn *conn }

func (stmt) Close() error                               { return nil }
func (stmt) NumInput() int                              { return -1 }
func (stmt) Exec([]driver.Value) (driver.Result, error) { return driver.RowsAffected(1), nil }
func (stmt) Query([]driver.Value) (driver.Rows, error)  { return &rows{}, nil }

type rows struct{ next int }

func (*rows) Columns() []string { return []string{"name"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(into []driver.Value) error {
	if r.next == 500 {
		return io.EOF
	}
	into[0] = fmt.Sprintf("item %d", r.next)
	r.next++
	return nil
}
