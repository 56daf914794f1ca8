// Flags watches a key of etcd for a moment and cancels the watch.
package main

import (
	"context"
	"log"
	"net/http"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"leaklens.example/field/internal/serve"
)

// load: /flag?id={id} 4

var store *clientv3.Client

func flag(_ context.Context, id string) (string, error) {
	ctx, cancel := context.WithTimeout(serve.Context, 150*time.Millisecond)
	defer cancel()
	for change := range store.Watch(ctx, "/flags/"+id) {
		if len(change.Events) > 0 {
			return string(change.Events[0].Kv.Value), nil
		}
	}
	return "unchanged", nil
}

func main() {
	var err error
	if store, err = clientv3.New(clientv3.Config{Endpoints: []string{serve.Upstream("GRPC")}}); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/flag", serve.Text(flag)) })
}
