#!/bin/sh
# no line break at the end: ä