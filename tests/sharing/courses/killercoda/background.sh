#!/bin/bash
docker pull -q nginx
