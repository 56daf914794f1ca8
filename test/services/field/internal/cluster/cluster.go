// Package cluster stands in for the API server of Kubernetes: three pods, to which nothing happens.
package cluster

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/tools/cache"
)

type pods struct{ *cache.ListWatch }

// IsWatchListSemanticsUnSupported has informers list first and then watch, as they did for years.
func (pods) IsWatchListSemanticsUnSupported() bool { return true }

// Pods lists and watches them, as an informer does.
func Pods() cache.ListerWatcher {
	return pods{&cache.ListWatch{
		ListFunc: func(metav1.ListOptions) (runtime.Object, error) {
			list := &metav1.PartialObjectMetadataList{ListMeta: metav1.ListMeta{ResourceVersion: "1"}}
			for number := range 3 {
				pod := metav1.PartialObjectMetadata{ObjectMeta: metav1.ObjectMeta{Name: "pod-" + strconv.Itoa(number)}}
				list.Items = append(list.Items, pod)
			}
			return list, nil
		},
		WatchFunc: func(metav1.ListOptions) (watch.Interface, error) { return watch.NewFake(), nil },
	}}
}
