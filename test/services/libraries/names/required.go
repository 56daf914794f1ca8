package main

// Libraries of the table that no case here uses.
import (
	_ "github.com/hashicorp/go-retryablehttp"
	_ "golang.org/x/net/context/ctxhttp"
)
