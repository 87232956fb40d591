// Answers, for many templates in one process, what Helm's engine prints: one case a line in (JSON), one answer a line out
// (JSON). The functions, `tpl`, `include` and what a missing key prints are Helm's own.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"time"
	"unicode/utf8"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
	"helm.sh/helm/v4/pkg/strvals"
)

type request struct {
	Templates map[string]string `json:"templates"` // by their paths in the chart
	Values    string            `json:"values"`    // values.yaml of the chart
	Set       []string          `json:"set"`       // --set
	Files     map[string]string `json:"files"`     // other files of the chart
}

type answer struct {
	Printed map[string]string `json:"printed,omitempty"` // by the paths of the templates, with the chart's name before them
	Bytes   map[string][]byte `json:"bytes,omitempty"`   // what JSON cannot say, because it is not UTF-8
	Error   string            `json:"error,omitempty"`
}

func render(r request) (map[string]string, error) {
	files := []*archive.BufferedFile{
		{Name: "Chart.yaml", Data: []byte("apiVersion: v2\nname: fuzz\nversion: 0.1.0\nappVersion: \"1.0\"\n")},
		{Name: "values.yaml", Data: []byte(r.Values)},
	}
	for name, text := range r.Templates {
		files = append(files, &archive.BufferedFile{Name: name, Data: []byte(text)})
	}
	for name, text := range r.Files {
		files = append(files, &archive.BufferedFile{Name: name, Data: []byte(text)})
	}
	chart, err := loader.LoadFiles(files)
	if err != nil {
		return nil, err
	}
	user := map[string]any{}
	for _, text := range r.Set {
		if err := strvals.ParseInto(text, user); err != nil {
			return nil, err
		}
	}
	about := common.ReleaseOptions{Name: "release", Namespace: "default", Revision: 1, IsInstall: true}
	values, err := util.ToRenderValues(chart, user, about, common.DefaultCapabilities.Copy())
	if err != nil {
		return nil, err
	}
	return engine.Render(chart, values)
}

func answerTo(line []byte) answer {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// Some templates compute for ever: whoever asked starts another oracle.
	late := time.AfterFunc(10*time.Second, func() { os.Exit(3) })
	defer late.Stop()
	printed, err := render(r)
	if err != nil {
		return answer{Error: err.Error()}
	}
	bytes := map[string][]byte{}
	for name, text := range printed {
		if !utf8.ValidString(text) {
			bytes[name] = []byte(text)
			delete(printed, name)
		}
	}
	return answer{Printed: printed, Bytes: bytes}
}

func main() {
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 {
			return
		}
		text, marshalError := json.Marshal(answerTo(line))
		if marshalError != nil {
			text, _ = json.Marshal(answer{Error: marshalError.Error()})
		}
		out.Write(append(text, '\n'))
		// A batch is answered whole, and whoever waits for one answer gets it.
		if in.Buffered() == 0 {
			out.Flush()
		}
		if err != nil {
			out.Flush()
			return
		}
	}
}
