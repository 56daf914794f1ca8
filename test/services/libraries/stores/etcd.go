// Package stores keeps what several programs share: etcd, Redis, ZooKeeper.
package stores

import (
	"context"
	"net"
	"sync/atomic"

	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
	"google.golang.org/grpc"

	"leaklens.example/libraries/probe"
)

var (
	etcdAddress string
	// Watches of one client share a stream: those that stay are another client's than those that are cancelled.
	settings, flags *clientv3.Client
)

// watches creates every watch, and nothing ever changes.
type watches struct{ pb.UnimplementedWatchServer }

func (watches) Watch(stream pb.Watch_WatchServer) error {
	for id := int64(0); ; {
		request, err := stream.Recv()
		if err != nil {
			return err
		}
		answer := &pb.WatchResponse{Header: &pb.ResponseHeader{Revision: 1}, WatchId: id, Created: true}
		if cancel := request.GetCancelRequest(); cancel != nil {
			answer.WatchId, answer.Created, answer.Canceled = cancel.WatchId, false, true
		} else if request.GetCreateRequest() == nil {
			continue
		} else {
			id++
		}
		if err := stream.Send(answer); err != nil {
			return err
		}
	}
}

// leases grants every lease, and keeps it alive.
type leases struct {
	pb.UnimplementedLeaseServer
	last atomic.Int64
}

func (l *leases) LeaseGrant(context.Context, *pb.LeaseGrantRequest) (*pb.LeaseGrantResponse, error) {
	return &pb.LeaseGrantResponse{Header: &pb.ResponseHeader{}, ID: l.last.Add(1), TTL: 60}, nil
}

func (*leases) LeaseRevoke(context.Context, *pb.LeaseRevokeRequest) (*pb.LeaseRevokeResponse, error) {
	return &pb.LeaseRevokeResponse{Header: &pb.ResponseHeader{}}, nil
}

func (*leases) LeaseKeepAlive(stream pb.Lease_LeaseKeepAliveServer) error {
	for {
		request, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := stream.Send(&pb.LeaseKeepAliveResponse{Header: &pb.ResponseHeader{}, ID: request.ID, TTL: 60}); err != nil {
			return err
		}
	}
}

func open() (*clientv3.Client, error) {
	return clientv3.New(clientv3.Config{Endpoints: []string{etcdAddress}})
}

func startEtcd() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	pb.RegisterWatchServer(server, watches{})
	pb.RegisterLeaseServer(server, &leases{})
	go server.Serve(listener)
	etcdAddress = listener.Addr().String()
	if settings, err = open(); err != nil {
		return err
	}
	flags, err = open()
	return err
}

func init() {
	probe.Start(startEtcd)
	probe.Try("etcd-client", leaveEtcd, closeEtcd)
	probe.Try("etcd-watch", leaveWatch, cancelWatch)
	probe.Try("etcd-lease", leaveLease, cancelLease)
	probe.Try("etcd-session", leaveSession, closeSession)
}

func leaveEtcd() error {
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{etcdAddress}}) // left: etcd-client
	if err != nil {
		return err
	}
	_, err = client.Grant(probe.Forever, 60)
	return err
}

func closeEtcd() error {
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{etcdAddress}}) // closed: etcd-client
	if err != nil {
		return err
	}
	defer client.Close()
	_, err = client.Grant(probe.Forever, 60)
	return err
}

func leaveWatch() error {
	changes := settings.Watch(probe.Forever, "/shop", clientv3.WithCreatedNotify()) // left: etcd-watch
	created := <-changes
	return created.Err()
}

func cancelWatch() error {
	ctx, cancel := context.WithCancel(probe.Forever)
	defer cancel()
	changes := flags.Watch(ctx, "/shop", clientv3.WithCreatedNotify()) // closed: etcd-watch
	created := <-changes
	return created.Err()
}

func leaveLease() error {
	granted, err := settings.Grant(probe.Forever, 60)
	if err != nil {
		return err
	}
	alive, err := settings.KeepAlive(probe.Forever, granted.ID) // left: etcd-lease
	if err != nil {
		return err
	}
	<-alive
	return nil
}

func cancelLease() error {
	ctx, cancel := context.WithCancel(probe.Forever)
	defer cancel()
	granted, err := flags.Grant(ctx, 60)
	if err != nil {
		return err
	}
	alive, err := flags.KeepAlive(ctx, granted.ID) // closed: etcd-lease
	if err != nil {
		return err
	}
	<-alive
	return nil
}

func leaveSession() error {
	session, err := concurrency.NewSession(settings) // left: etcd-session
	if err != nil {
		return err
	}
	select {
	case <-session.Done():
	default:
	}
	return nil
}

func closeSession() error {
	session, err := concurrency.NewSession(flags) // closed: etcd-session
	if err != nil {
		return err
	}
	defer session.Close()
	select {
	case <-session.Done():
	default:
	}
	return nil
}
