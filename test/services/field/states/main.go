// States leaves a gRPC stream after its first message, with a context that never ends.
package main

import (
	"context"
	"log"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"leaklens.example/field/internal/serve"
)

// load: /state?id={id} 2
// leak: goroutine-leak started in google.golang.org/grpc

var health healthpb.HealthClient

func state(_ context.Context, _ string) (string, error) {
	updates, err := health.Watch(serve.Context, &healthpb.HealthCheckRequest{}) // mistake: stream-abandoned
	if err != nil {
		return "", err
	}
	first, err := updates.Recv()
	return first.GetStatus().String(), err
}

func main() {
	conn, err := grpc.NewClient(serve.Upstream("GRPC"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	health = healthpb.NewHealthClient(conn)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/state", serve.Text(state)) })
}
