// Command argocd is what a test needs of Argo CD, in one program: the application controller and the repo-server of Argo CD's
// module, and the Redis that they keep their cache in.
//
//	argocd application-controller FLAGS…
//	argocd repo-server FLAGS…
//	argocd redis ADDRESS
//
// The flags are Argo CD's own. Each runs until it is told to end.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alicebob/miniredis/v2"
	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	reposerver "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	"github.com/argoproj/argo-cd/v3/util/log"
	"github.com/spf13/cobra"
	"k8s.io/klog/v2"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "argocd:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say application-controller, repo-server or redis")
	}
	switch args[0] {
	case "application-controller":
		return component(controller.NewCommand(), args[1:])
	case "repo-server":
		return component(reposerver.NewCommand(), args[1:])
	case "redis":
		return redis(args[1:])
	default:
		return fmt.Errorf("unknown command %q", args[0])
	}
}

func component(command *cobra.Command, args []string) error {
	klog.SetLogger(log.NewLogrusLogger(log.NewWithCurrentConfig()))
	command.SetArgs(args)
	return command.Execute()
}

func redis(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: argocd redis ADDRESS")
	}
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(args[0]); err != nil {
		return err
	}
	defer server.Close()
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM)
	<-end
	return nil
}
