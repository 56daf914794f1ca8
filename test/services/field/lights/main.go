// Lights takes the first message of a gRPC stream and cancels its context.
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

// load: /light?id={id} 8

var health healthpb.HealthClient

func light(_ context.Context, _ string) (string, error) {
	ctx, cancel := context.WithCancel(serve.Context)
	defer cancel()
	updates, err := health.Watch(ctx, &healthpb.HealthCheckRequest{})
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
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/light", serve.Text(light)) })
}
