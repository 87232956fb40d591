package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
)

// resolved is a chart that takes part in a release, as its templates see it.
type resolved struct {
	ID     string          `json:"id"`
	Chart  *chart.Metadata `json:"chart"`
	Values map[string]any  `json:"values"`
}

type treeAnswer struct {
	Charts []resolved `json:"charts,omitempty"`
	// Shared has the paths, in the root's values, of maps that are in more than one place.
	Shared   [][]string `json:"shared,omitempty"`
	Error    string     `json:"error,omitempty"`
	Warnings []string   `json:"warnings,omitempty"`
}

// computeTree does with a tree of charts, given as its files, and a user's values what `helm template` does up to the engine.
func computeTree(files map[string]string, user string) (treeAnswer, error) {
	var a treeAnswer
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	buffered := make([]*archive.BufferedFile, 0, len(files))
	for _, name := range names {
		buffered = append(buffered, &archive.BufferedFile{Name: name, Data: []byte(files[name])})
	}
	root, err := loader.LoadFiles(buffered)
	if err != nil {
		return a, err
	}
	values, err := loader.LoadValues(bytes.NewReader([]byte(user)))
	if err != nil {
		return a, err
	}
	if err := chartutil.ProcessDependencies(root, values); err != nil {
		return a, fmt.Errorf("chart dependencies processing failed: %w", err)
	}
	top, err := util.ToRenderValuesWithSchemaValidation(root, values, common.ReleaseOptions{}, nil, true)
	if err != nil {
		return a, err
	}
	computed := top["Values"].(common.Values)
	collect(root, computed, &a.Charts)
	a.Shared = sharedPaths(computed)
	return a, nil
}

// collect lists the charts as recAllTpls of the engine finds them, but each before those it depends on.
func collect(c *chart.Chart, values common.Values, into *[]resolved) {
	*into = append(*into, resolved{c.ChartFullPath(), c.Metadata, values})
	for _, dependency := range c.Dependencies() {
		table, err := values.Table(dependency.Name())
		if err != nil {
			table = common.Values{}
		}
		collect(dependency, table, into)
	}
}

func sharedPaths(values common.Values) [][]string {
	places := map[uintptr][]string{}
	var visit func(value any, path []string)
	visit = func(value any, path []string) {
		switch typed := value.(type) {
		case common.Values:
			visit(map[string]any(typed), path)
		case map[string]any:
			at := reflect.ValueOf(typed).Pointer()
			places[at] = append(places[at], strings.Join(path, "."))
			for key, item := range typed {
				visit(item, append(append([]string{}, path...), key))
			}
		}
	}
	visit(values, nil)
	var shared [][]string
	for _, paths := range places {
		if len(paths) > 1 {
			sort.Strings(paths)
			shared = append(shared, paths)
		}
	}
	sort.Slice(shared, func(i, j int) bool { return shared[i][0] < shared[j][0] })
	return shared
}

// answerTree is computeTree as a line of JSON.
func answerTree(r request, warnings *bytes.Buffer) ([]byte, error) {
	a, err := computeTree(r.Tree, r.User)
	if err != nil {
		a = treeAnswer{Error: err.Error()}
	}
	if text := strings.TrimRight(warnings.String(), "\n"); text != "" {
		a.Warnings = strings.Split(text, "\n")
	}
	return json.Marshal(a)
}
