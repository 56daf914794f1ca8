// Package objects reads from a store of objects.
package objects

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"leaklens.example/libraries/probe"
)

var store *s3.Client

var page = strings.Repeat("0123456789abcdef", 4096)

func init() {
	probe.Start(func() error {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(page)))
			io.WriteString(w, page)
		}))
		store = s3.New(s3.Options{
			BaseEndpoint: aws.String(server.URL),
			Credentials:  aws.AnonymousCredentials{},
			HTTPClient:   http.DefaultClient,
			Region:       "nowhere",
			UsePathStyle: true,
		})
		return nil
	})
	probe.Try("aws-s3-object", leaveObject, closeObject)
}

func wanted() *s3.GetObjectInput {
	return &s3.GetObjectInput{Bucket: aws.String("shop"), Key: aws.String("page")}
}

func leaveObject() error {
	object, err := store.GetObject(probe.Forever, wanted()) // left: aws-s3-object
	if err != nil {
		return err
	}
	if aws.ToInt64(object.ContentLength) == 0 {
		return errors.New("the object is empty")
	}
	return nil
}

func closeObject() error {
	object, err := store.GetObject(probe.Forever, wanted()) // closed: aws-s3-object
	if err != nil {
		return err
	}
	defer object.Body.Close()
	if aws.ToInt64(object.ContentLength) == 0 {
		return errors.New("the object is empty")
	}
	return nil
}
