package calls

import (
	"crypto/ed25519"
	"io"
	"net"

	"github.com/go-ldap/ldap/v3"
	"golang.org/x/crypto/ssh"

	"leaklens.example/libraries/probe"
)

var sshAddress, ldapAddress string

func startSSH() (err error) {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return err
	}
	config := &ssh.ServerConfig{NoClientAuth: true}
	config.AddHostKey(signer)
	sshAddress, err = probe.Listen(func(conn net.Conn) {
		server, channels, requests, err := ssh.NewServerConn(conn, config)
		if err != nil {
			return
		}
		go ssh.DiscardRequests(requests)
		for channel := range channels {
			channel.Reject(ssh.Prohibited, "nothing to be had here")
		}
		server.Wait()
	})
	return err
}

func init() {
	probe.Start(startSSH)
	probe.Start(func() (err error) {
		ldapAddress, err = probe.Listen(func(conn net.Conn) { io.Copy(io.Discard, conn) })
		return err
	})
	probe.Try("ssh-client", leaveSSH, closeSSH)
	probe.Try("ldap-connection", leaveLDAP, closeLDAP)
}

func user() *ssh.ClientConfig {
	return &ssh.ClientConfig{User: "shop", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
}

func leaveSSH() error {
	client, err := ssh.Dial("tcp", sshAddress, user()) // left: ssh-client
	if err != nil {
		return err
	}
	_, _, err = client.SendRequest("keepalive@openssh.com", false, nil)
	return err
}

func closeSSH() error {
	client, err := ssh.Dial("tcp", sshAddress, user()) // closed: ssh-client
	if err != nil {
		return err
	}
	defer client.Close()
	_, _, err = client.SendRequest("keepalive@openssh.com", false, nil)
	return err
}

func leaveLDAP() error {
	conn, err := ldap.DialURL("ldap://" + ldapAddress) // left: ldap-connection
	if err != nil {
		return err
	}
	return conn.GetLastError()
}

func closeLDAP() error {
	conn, err := ldap.DialURL("ldap://" + ldapAddress) // closed: ldap-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.GetLastError()
}
