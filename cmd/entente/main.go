// Command entente builds a graph of who does what to whom out of news articles
// and answers questions about it.
//
//	articles -> ingest -> a store (one file) -> query | why | export | stats
//
// Answers go to standard output and everything else to standard error. It
// never reaches for the network.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second time it ends at once
	os.Exit(run(ctx, os.Args[1:], systemEnv()))
}
