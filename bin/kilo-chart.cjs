#!/usr/bin/env node
// Parsed by whatever Node is there: nothing newer than ES5 before the version is known.
var version = process.versions.node;
if (Number(version.split('.')[0]) >= 20) require('../dist/chunks/core.js').main();
else {
  console.error('error: kilo-chart needs Node 20 or later, and this is Node ' + version);
  console.error('  hint: install a newer Node: https://nodejs.org');
  process.exitCode = 1;
}
