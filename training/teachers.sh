#!/usr/bin/env bash
# Trains two large teachers and one small model side by side on one GPU: training/teachers.sh FOLDER [MINUTES]
# Without a GPU run one of the commands alone; it goes on where it was cut off.
set -u
out=${1:-.cache/teachers} minutes=${2:-6.5} python=${PYTHON:-python3}
teach() {
  local name=$1
  shift
  mkdir -p "$out/$name"
  "$python" -m training.train --out "$out/$name" --minutes "$minutes" --save-every-s 1e9 "$@" >"$out/$name/run.txt" 2>&1 &
}
teach l1 --build large --encoder .cache/large --seed 21 --pieces 4096 --encoder-rate 1.2e-4 --head-rate 1e-3 --epochs 12
teach l2 --build large --encoder .cache/large --seed 22 --pieces 2048 --encoder-rate 8e-5 --head-rate 1e-3 --epochs 10
teach m1 --seed 4 --pieces 2048 --encoder-rate 4e-4 --epochs 14 --casing 0.2
wait
tail -n 3 "$out"/*/run.txt
