// Pods starts an informer for each question; what would stop it is the end of the process.
package main

import (
	"context"
	"net/http"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"

	"leaklens.example/field/internal/cluster"
	"leaklens.example/field/internal/serve"
)

// load: /pods?id={id} 1.5
// leak: goroutine-leak in k8s.io/client-go, k8s.io/apimachinery, sync.(*Cond).Wait

func pods(_ context.Context, _ string) (string, error) {
	informer := cache.NewSharedInformer(cluster.Pods(), &metav1.PartialObjectMetadata{}, 0)
	go informer.Run(serve.Context.Done()) // mistake: watch-not-cancelled
	cache.WaitForCacheSync(serve.Context.Done(), informer.HasSynced)
	return strconv.Itoa(len(informer.GetStore().List())), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/pods", serve.Text(pods)) })
}
