package calls

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"

	"leaklens.example/libraries/probe"
)

var pods dynamic.ResourceInterface

const bookmark = `{"type":"BOOKMARK","object":{"apiVersion":"v1","kind":"Pod","metadata":{"resourceVersion":"1"}}}` + "\n"

func startCluster() error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, bookmark)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	client, err := dynamic.NewForConfig(&rest.Config{Host: server.URL})
	if err != nil {
		return err
	}
	pods = client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "pods"})
	return nil
}

func init() {
	probe.Start(startCluster)
	probe.Try("kubernetes-watch", leaveEvents, stopEvents)
	probe.Try("kubernetes-informer", leaveInformer, stopInformer)
}

func leaveEvents() error {
	events, err := pods.Watch(probe.Forever, metav1.ListOptions{}) // left: kubernetes-watch
	if err != nil {
		return err
	}
	<-events.ResultChan()
	return nil
}

func stopEvents() error {
	events, err := pods.Watch(probe.Forever, metav1.ListOptions{}) // closed: kubernetes-watch
	if err != nil {
		return err
	}
	defer events.Stop()
	<-events.ResultChan()
	return nil
}

// empty lists no pods, and tells of none.
type empty struct{ *cache.ListWatch }

func (empty) IsWatchListSemanticsUnSupported() bool { return true }

func none() cache.ListerWatcher {
	return empty{&cache.ListWatch{
		ListFunc: func(metav1.ListOptions) (runtime.Object, error) {
			return &metav1.PartialObjectMetadataList{ListMeta: metav1.ListMeta{ResourceVersion: "1"}}, nil
		},
		WatchFunc: func(metav1.ListOptions) (watch.Interface, error) { return watch.NewFake(), nil },
	}}
}

func leaveInformer() error {
	informer := cache.NewSharedInformer(none(), &metav1.PartialObjectMetadata{}, 0)
	if _, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{}); err != nil {
		return err
	}
	go informer.Run(probe.Forever.Done()) // left: kubernetes-informer
	cache.WaitForCacheSync(probe.Forever.Done(), informer.HasSynced)
	return nil
}

func stopInformer() error {
	ctx, cancel := context.WithCancel(probe.Forever)
	defer cancel()
	informer := cache.NewSharedInformer(none(), &metav1.PartialObjectMetadata{}, 0)
	if _, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{}); err != nil {
		return err
	}
	go informer.Run(ctx.Done()) // closed: kubernetes-informer
	cache.WaitForCacheSync(ctx.Done(), informer.HasSynced)
	return nil
}
