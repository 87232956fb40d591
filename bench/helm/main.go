// Measures what Helm does for one more render of a chart in a process that has loaded it: from flags through validated
// values to text, and on to sorted manifests; and the text without validating, for which Helm compiles the schema anew
// each time. Every step is Helm's own exported code, in the order `helm template` calls it. The arguments are the chart, how
// often, and what --set gives each time, `%d` for the number of the round. One JSON object goes out: the times of all rounds,
// in microseconds.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/engine"
	release "helm.sh/helm/v4/pkg/release/v1/util"
)

func main() {
	// What Helm warns of is not what is measured.
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	rounds, err := strconv.Atoi(os.Args[2])
	check(err)
	chart, err := loader.LoadDir(os.Args[1])
	check(err)
	changes := os.Args[3:]
	render := func(round int, skipSchema bool) map[string]string {
		options := values.Options{}
		for _, change := range changes {
			options.Values = append(options.Values, strings.ReplaceAll(change, "%d", strconv.Itoa(round)))
		}
		user, err := options.MergeValues(nil)
		check(err)
		about := common.ReleaseOptions{Name: "kilo", Namespace: "kube-system", Revision: 1, IsInstall: true}
		capabilities := common.DefaultCapabilities.Copy()
		computed, err := util.ToRenderValuesWithSchemaValidation(chart, user, about, capabilities, skipSchema)
		check(err)
		files, err := engine.Render(chart, computed)
		check(err)
		return files
	}
	var texts, manifests, unvalidated []float64
	for round := range rounds {
		begin := time.Now()
		render(round, true)
		unvalidated = append(unvalidated, microseconds(begin))
		begin = time.Now()
		files := render(round, false)
		texts = append(texts, microseconds(begin))
		_, _, err = release.SortManifests(files, common.DefaultCapabilities.APIVersions, release.InstallOrder)
		check(err)
		manifests = append(manifests, microseconds(begin))
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string][]float64{
		"text": texts, "manifests": manifests, "unvalidated": unvalidated,
	}))
}

func microseconds(begin time.Time) float64 { return float64(time.Since(begin).Nanoseconds()) / 1000 }

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
