#!/bin/bash
# The page is served.
curl -s localhost:8080 | grep -q "Hello from a folder"
