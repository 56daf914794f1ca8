// Probes opens a gRPC connection for each probe, and closes it.
package main

import (
	"context"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"leaklens.example/field/internal/serve"
)

// load: /probe?id={id} 3

func probe(ctx context.Context, _ string) (string, error) {
	conn, err := grpc.NewClient(serve.Upstream("GRPC"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return "", err
	}
	defer conn.Close()
	answer, err := healthpb.NewHealthClient(conn).Check(ctx, &healthpb.HealthCheckRequest{})
	return answer.GetStatus().String(), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/probe", serve.Text(probe)) })
}
