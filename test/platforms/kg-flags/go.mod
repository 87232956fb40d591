module kilo-chart/test/platforms/kg-flags

go 1.23

require github.com/spf13/pflag v1.0.9
