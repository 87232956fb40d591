// Loads a kubeconfig exactly as kg does, and prints what client-go makes of it.
//
//	go run . PATH
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: kubeconfig PATH")
		os.Exit(1)
	}
	config, err := clientcmd.BuildConfigFromFlags("", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(map[string]string{
		"host":      config.Host,
		"caFile":    config.TLSClientConfig.CAFile,
		"tokenFile": config.BearerTokenFile,
	})
}
