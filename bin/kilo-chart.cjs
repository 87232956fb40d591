#!/usr/bin/env node
require('../dist/chunks/core.js').main();
