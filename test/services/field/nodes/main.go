// Nodes has one informer, and one more for a moment in each question.
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

// load: /nodes?id={id} 2

var all = cache.NewSharedInformer(cluster.Pods(), &metav1.PartialObjectMetadata{}, 0)

func nodes(ctx context.Context, _ string) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	informer := cache.NewSharedInformer(cluster.Pods(), &metav1.PartialObjectMetadata{}, 0)
	go informer.Run(ctx.Done())
	cache.WaitForCacheSync(ctx.Done(), informer.HasSynced)
	return strconv.Itoa(len(informer.GetStore().List()) + len(all.GetStore().List())), nil
}

func main() {
	go all.Run(serve.Context.Done())
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/nodes", serve.Text(nodes)) })
}
