#!/usr/bin/env node
import { main } from '../dist/kilo-chart.js';

await main();
