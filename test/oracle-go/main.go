// Answers, for many cases in one process, what Helm computes: one case a line in (JSON), one answer a line out (JSON).
// Every step is Helm's own exported code, in the order `helm template` calls it.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/cli"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"

	"github.com/spf13/pflag"
)

type request struct {
	Chart      string            `json:"chart"`      // values.yaml of the chart
	Disk       map[string]string `json:"disk"`       // what the file flags can name
	Files      []string          `json:"files"`      // -f
	SetJSON    []string          `json:"setJson"`    // --set-json
	Set        []string          `json:"set"`        // --set
	SetString  []string          `json:"setString"`  // --set-string
	SetFile    []string          `json:"setFile"`    // --set-file
	SetLiteral []string          `json:"setLiteral"` // --set-literal

	Tree map[string]string `json:"tree"` // the files of a chart with others in it, instead of all of the above
	User string            `json:"user"` // with it: the user's values
}

type answer struct {
	Values   json.RawMessage `json:"values,omitempty"`
	Error    string          `json:"error,omitempty"`
	Warnings []string        `json:"warnings,omitempty"`
}

func compute(r request, providers getter.Providers) (common.Values, error) {
	for name, text := range r.Disk {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	chart, err := loader.LoadFiles([]*archive.BufferedFile{
		{Name: "Chart.yaml", Data: []byte("apiVersion: v2\nname: kilo\nversion: 0.1.0\n")},
		{Name: "values.yaml", Data: []byte(r.Chart)},
	})
	if err != nil {
		return nil, err
	}
	files, err := splitFiles(r.Files)
	if err != nil {
		return nil, err
	}
	options := values.Options{
		ValueFiles:    files,
		JSONValues:    r.SetJSON,
		Values:        r.Set,
		StringValues:  r.SetString,
		FileValues:    r.SetFile,
		LiteralValues: r.SetLiteral,
	}
	merged, err := options.MergeValues(providers)
	if err != nil {
		return nil, err
	}
	return util.CoalesceValues(chart, merged)
}

// splitFiles reads -f as Helm's command line does: each is a line of CSV.
func splitFiles(arguments []string) ([]string, error) {
	var files []string
	flags := pflag.NewFlagSet("helm", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringSliceVarP(&files, "values", "f", nil, "")
	var line []string
	for _, argument := range arguments {
		line = append(line, "-f", argument)
	}
	err := flags.Parse(line)
	return files, err
}

func main() {
	dir, err := os.MkdirTemp("", "values-oracle-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chdir(filepath.Clean(dir)); err != nil {
		log.Fatal(err)
	}
	var warnings bytes.Buffer
	log.SetFlags(0)
	log.SetOutput(&warnings)
	providers := getter.All(cli.New())

	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 {
			return
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		warnings.Reset()
		if r.Tree != nil {
			text, err := answerTree(r, &warnings)
			if err != nil {
				log.Fatal(err)
			}
			out.Write(append(text, '\n'))
			out.Flush()
			continue
		}
		var a answer
		if computed, err := compute(r, providers); err != nil {
			a.Error = err.Error()
		} else if a.Values, err = json.Marshal(computed); err != nil {
			a.Error = err.Error()
		}
		if text := strings.TrimRight(warnings.String(), "\n"); text != "" {
			a.Warnings = strings.Split(text, "\n")
		}
		text, err := json.Marshal(a)
		if err != nil {
			a = answer{Error: err.Error()}
			text, _ = json.Marshal(a)
		}
		out.Write(append(text, '\n'))
		out.Flush()
		if err != nil {
			return
		}
	}
}
