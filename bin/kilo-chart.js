#!/usr/bin/env node
require('../dist/kilo-chart.js').main();
