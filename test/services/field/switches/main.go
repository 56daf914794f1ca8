// Switches watches a key of etcd for each client, with a context that never ends.
package main

import (
	"context"
	"log"
	"net/http"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"leaklens.example/field/internal/serve"
)

// load: /switch?id={id} 2
// leak: goroutine-leak started in go.etcd.io/etcd

var store *clientv3.Client

func waitForSwitch(_ context.Context, id string) (string, error) {
	changes := store.Watch(serve.Context, "/switches/"+id) // mistake: watch-not-cancelled
	select {
	case change := <-changes:
		return string(change.Events[0].Kv.Value), nil
	case <-time.After(100 * time.Millisecond):
		return "unchanged", nil
	}
}

func main() {
	var err error
	if store, err = clientv3.New(clientv3.Config{Endpoints: []string{serve.Upstream("GRPC")}}); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/switch", serve.Text(waitForSwitch)) })
}
