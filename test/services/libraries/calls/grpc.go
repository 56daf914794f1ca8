// Package calls calls procedures of other programs: gRPC, Kubernetes' API, SSH, LDAP.
package calls

import (
	"context"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"leaklens.example/libraries/probe"
)

var (
	target string
	conn   *grpc.ClientConn
	shared healthpb.HealthClient
)

func startCalls() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	healthpb.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	target = listener.Addr().String()
	conn, err = grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	shared = healthpb.NewHealthClient(conn)
	return err
}

func init() {
	probe.Start(startCalls)
	probe.Try("grpc-connection", leaveConn, closeConn)
	probe.Try("grpc-stream", leaveStream, cancelStream)
}

func leaveConn() error {
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials())) // left: grpc-connection
	if err != nil {
		return err
	}
	_, err = healthpb.NewHealthClient(conn).Check(probe.Forever, &healthpb.HealthCheckRequest{})
	return err
}

func closeConn() error {
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials())) // closed: grpc-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = healthpb.NewHealthClient(conn).Check(probe.Forever, &healthpb.HealthCheckRequest{})
	return err
}

func leaveStream() error {
	states, err := shared.Watch(probe.Forever, &healthpb.HealthCheckRequest{}) // left: grpc-stream
	if err != nil {
		return err
	}
	_, err = states.Recv()
	return err
}

func cancelStream() error {
	ctx, cancel := context.WithCancel(probe.Forever)
	defer cancel()
	states, err := shared.Watch(ctx, &healthpb.HealthCheckRequest{}) // closed: grpc-stream
	if err != nil {
		return err
	}
	_, err = states.Recv()
	return err
}
